//! Reads security schemes and requirements.

use super::node::shown;
use super::{Cx, Holder, Member, Node};
use crate::diagnostics::codes;
use crate::spec::{Location, OauthFlow, OauthFlows, Requirement, SecurityKind, SecurityScheme};

/// The members of a security scheme, whatever its type.
#[derive(Default)]
struct Stated<'n, 'a> {
    kind: Option<&'a str>,
    name: Option<&'a str>,
    place: Option<Member<'n, 'a>>,
    scheme: Option<&'a str>,
    bearer_format: Option<&'a str>,
    flows: Option<OauthFlows<'a>>,
    url: Option<&'a str>,
}

/// A list of requirements: any one of them is enough.
pub(super) fn requirements<'a>(cx: &mut Cx<'a>, member: Member<'_, 'a>) -> Vec<Requirement<'a>> {
    member.list(cx, |cx, node| {
        let mut schemes = Vec::new();
        for scheme in node.entries(cx) {
            schemes.push((scheme.key, scheme.texts(cx)));
        }
        node.value.is_object().then(|| Requirement { at: node.at.clone(), schemes })
    })
}

/// A security scheme.
pub(super) fn security_scheme<'a>(cx: &mut Cx<'a>, node: &Node<'a>) -> SecurityScheme<'a> {
    let mut stated = Stated::default();
    let (mut description, mut deprecated, mut extensions) = (None, false, Vec::new());
    for member in node.members(cx, Holder::SecurityScheme) {
        match member.key {
            "type" => stated.kind = member.text(cx),
            "name" => stated.name = member.text(cx),
            "in" => stated.place = Some(member),
            "scheme" => stated.scheme = member.text(cx),
            "bearerFormat" => stated.bearer_format = member.text(cx),
            "flows" => stated.flows = Some(flows(cx, &member.node())),
            "openIdConnectUrl" => stated.url = member.text(cx),
            "description" => description = member.text(cx),
            "deprecated" => deprecated = member.flag(cx).unwrap_or_default(),
            _ if member.is_extension() => extensions.push((member.key, member.value)),
            _ => member.left(cx),
        }
    }
    let kind = stated.kind(cx, node);
    SecurityScheme { at: node.at.clone(), description, kind, deprecated, extensions }
}

/// The types are told apart by case, which is a slip more often than another type.
fn as_stated<'a>(cx: &mut Cx<'a>, kind: &'a str, node: &Node<'a>) -> &'a str {
    let known = ["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"];
    let meant = known.into_iter().find(|known| *known != kind && known.eq_ignore_ascii_case(kind));
    if let Some(meant) = meant {
        let message = format!("`{kind}` is written `{meant}`, and taken for it");
        cx.report(codes::SECURITY_SCHEME_TYPE, &node.at.child("type"), message);
    }
    meant.unwrap_or(kind)
}

impl<'a> Stated<'_, 'a> {
    fn kind(self, cx: &mut Cx<'a>, node: &Node<'a>) -> SecurityKind<'a> {
        let kind = self.kind.map(|kind| as_stated(cx, kind, node));
        let mut missing = |what: &str, instead: &str| {
            cx.missing(&node.at, &format!("the security scheme has no `{what}`"), instead);
        };
        match kind {
            Some("apiKey") => {
                if self.name.is_none() {
                    missing("name", "`Authorization` is used");
                }
                if self.place.is_none() {
                    missing("in", "the key is sent in a header");
                }
                let location = self.place.map_or(Location::Header, |place| key_location(cx, place));
                SecurityKind::ApiKey { name: self.name.unwrap_or("Authorization"), location }
            }
            Some("http") => {
                if self.scheme.is_none() {
                    missing("scheme", "`bearer` is used");
                }
                let scheme = self.scheme.unwrap_or("bearer").to_ascii_lowercase();
                SecurityKind::Http { scheme, bearer_format: self.bearer_format }
            }
            Some("oauth2") => {
                if self.flows.is_none() {
                    missing("flows", "a token is asked for");
                }
                SecurityKind::Oauth2(Box::new(self.flows.unwrap_or_default()))
            }
            Some("openIdConnect") => {
                if self.url.is_none() {
                    missing("openIdConnectUrl", "a token is asked for");
                }
                SecurityKind::OpenIdConnect { url: self.url.unwrap_or_default() }
            }
            Some("mutualTLS") => SecurityKind::MutualTls,
            Some(other) => {
                let message = format!("`{other}` is no type of a security scheme: nothing is sent for it");
                cx.report(codes::SECURITY_SCHEME_TYPE, &node.at.child("type"), message);
                SecurityKind::Unknown(other)
            }
            None => {
                missing("type", "nothing is sent for it");
                SecurityKind::Unknown("")
            }
        }
    }
}

fn key_location<'a>(cx: &mut Cx<'a>, place: Member<'_, 'a>) -> Location {
    match place.value.as_str() {
        Some("header") => Location::Header,
        Some("query") => Location::Query,
        Some("cookie") => Location::Cookie,
        _ => {
            let message = format!("{} is no place of a key: it is sent in a header", shown(place.value));
            cx.report(codes::PARAMETER_PLACE, &place.at(), message);
            Location::Header
        }
    }
}

fn flows<'a>(cx: &mut Cx<'a>, node: &Node<'a>) -> OauthFlows<'a> {
    let mut flows = OauthFlows::default();
    for member in node.members(cx, Holder::Flows) {
        let place = match member.key {
            "implicit" => &mut flows.implicit,
            "password" => &mut flows.password,
            "clientCredentials" => &mut flows.client_credentials,
            "authorizationCode" => &mut flows.authorization_code,
            "deviceAuthorization" => {
                cx.since(2, "`deviceAuthorization`", &node.at);
                &mut flows.device_authorization
            }
            _ => {
                member.left(cx);
                continue;
            }
        };
        *place = Some(flow(cx, &member.node(), member.key));
    }
    flows
}

fn flow<'a>(cx: &mut Cx<'a>, node: &Node<'a>, name: &str) -> OauthFlow<'a> {
    let mut flow = OauthFlow::default();
    for member in node.members(cx, Holder::Flow) {
        match member.key {
            "authorizationUrl" => flow.authorization_url = member.text(cx),
            "tokenUrl" => flow.token_url = member.text(cx),
            "refreshUrl" => flow.refresh_url = member.text(cx),
            "deviceAuthorizationUrl" => flow.device_authorization_url = member.text(cx),
            "scopes" => {
                let read = member.named(cx, |_, node| Some(node.value.as_str().unwrap_or_default()));
                flow.scopes = read;
            }
            _ => member.left(cx),
        }
    }
    // Tokens are fetched there; the pages where users log in are the caller's business.
    let needed = [
        ("deviceAuthorizationUrl", flow.device_authorization_url, name == "deviceAuthorization"),
        ("tokenUrl", flow.token_url, name != "implicit"),
    ];
    for (what, url, is_needed) in needed {
        if is_needed && url.is_none_or(str::is_empty) {
            cx.missing(&node.at, &format!("the flow `{name}` has no `{what}`"), "the caller has to name it");
        }
    }
    flow
}
