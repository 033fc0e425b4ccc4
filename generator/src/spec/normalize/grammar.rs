//! Which kinds of objects stand in which, and what 3.0 knows of them.

/// A kind of object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Document,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    Tag,
    Components,
    PathItem,
    Operation,
    Parameter,
    Header,
    RequestBody,
    Response,
    MediaType,
    Encoding,
    Callback,
    Link,
    Example,
    SecurityScheme,
    Flows,
    Flow,
    Schema,
}

/// What becomes of a member.
#[derive(Clone, Copy)]
pub(super) enum Rule {
    /// It is copied.
    Keep,
    /// It says nothing that a reader of 3.0 would miss.
    Drop,
    /// It says something that 3.0 cannot state, with what follows from that.
    Lost(&'static str),
    /// An object.
    One(Kind),
    /// An array of objects.
    Many(Kind),
    /// Objects by name.
    Map(Kind),
}

/// The flows of 3.0.
const FLOWS: [&str; 4] = ["implicit", "password", "clientCredentials", "authorizationCode"];

/// The rule for a member of an object.
pub(super) fn rule(kind: Kind, key: &str) -> Rule {
    let found = match kind {
        Kind::Document => document(key),
        Kind::Components => components(key),
        Kind::Schema => schema(key),
        Kind::PathItem | Kind::Operation | Kind::Callback => operations(kind, key),
        Kind::Parameter | Kind::Header | Kind::RequestBody | Kind::Response | Kind::MediaType | Kind::Encoding => {
            bodies(key)
        }
        Kind::Info => match key {
            "license" => Some(Rule::One(Kind::License)),
            "contact" => Some(Rule::One(Kind::Contact)),
            _ => None,
        },
        Kind::Server => matches!(key, "variables").then_some(Rule::Map(Kind::ServerVariable)),
        Kind::SecurityScheme => matches!(key, "flows").then_some(Rule::One(Kind::Flows)),
        Kind::Flows => FLOWS.contains(&key).then_some(Rule::One(Kind::Flow)),
        _ => None,
    };
    found.unwrap_or_else(|| newer(kind, key))
}

/// Members that came after 3.0.
fn newer(kind: Kind, key: &str) -> Rule {
    match (kind, key) {
        (Kind::Document, "webhooks") => Rule::Lost("what the API sends by itself is not described"),
        (Kind::PathItem, "query" | "additionalOperations") => Rule::Lost("the operation is left out"),
        (Kind::MediaType, "prefixEncoding" | "itemEncoding")
        | (Kind::Encoding, "encoding" | "prefixEncoding" | "itemEncoding") => {
            Rule::Lost("the parts of a sequence are sent in the usual way")
        }
        (Kind::Flows, "deviceAuthorization") => Rule::Lost("the flow is left out"),
        (Kind::Document, "jsonSchemaDialect" | "$self" | "$schema" | "$defs" | "definitions")
        | (Kind::Components, "pathItems" | "mediaTypes")
        | (Kind::Info | Kind::Tag, "summary")
        | (Kind::Tag, "parent" | "kind")
        | (Kind::License, "identifier")
        | (Kind::Server, "name")
        | (Kind::Example, "serializedValue")
        | (Kind::SecurityScheme, "deprecated" | "oauth2MetadataUrl")
        | (Kind::PathItem | Kind::Callback, "$ref") => Rule::Drop,
        _ => Rule::Keep,
    }
}

fn document(key: &str) -> Option<Rule> {
    Some(match key {
        "info" => Rule::One(Kind::Info),
        "servers" => Rule::Many(Kind::Server),
        "tags" => Rule::Many(Kind::Tag),
        "paths" => Rule::Map(Kind::PathItem),
        "components" => Rule::One(Kind::Components),
        _ => return None,
    })
}

fn components(key: &str) -> Option<Rule> {
    const ALL: [Kind; 9] = [
        Kind::Schema,
        Kind::Response,
        Kind::Parameter,
        Kind::Example,
        Kind::RequestBody,
        Kind::Header,
        Kind::SecurityScheme,
        Kind::Link,
        Kind::Callback,
    ];
    ALL.into_iter().find(|kind| kind.section() == Some(key)).map(Rule::Map)
}

fn operations(kind: Kind, key: &str) -> Option<Rule> {
    Some(match key {
        "parameters" => Rule::Many(Kind::Parameter),
        "servers" => Rule::Many(Kind::Server),
        "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace" if kind == Kind::PathItem => {
            Rule::One(Kind::Operation)
        }
        "requestBody" => Rule::One(Kind::RequestBody),
        "responses" => Rule::Map(Kind::Response),
        "callbacks" => Rule::Map(Kind::Callback),
        key if kind == Kind::Callback && key != "$ref" && !key.starts_with("x-") => Rule::One(Kind::PathItem),
        _ => return None,
    })
}

fn bodies(key: &str) -> Option<Rule> {
    Some(match key {
        "schema" | "itemSchema" => Rule::One(Kind::Schema),
        "content" => Rule::Map(Kind::MediaType),
        "headers" => Rule::Map(Kind::Header),
        "links" => Rule::Map(Kind::Link),
        "examples" => Rule::Map(Kind::Example),
        "encoding" => Rule::Map(Kind::Encoding),
        _ => return None,
    })
}

fn schema(key: &str) -> Option<Rule> {
    const WIDER: &str = "more values are accepted";
    Some(match key {
        "properties" => Rule::Map(Kind::Schema),
        "not" => Rule::One(Kind::Schema),
        "allOf" | "anyOf" | "oneOf" | "prefixItems" => Rule::Many(Kind::Schema),
        "patternProperties"
        | "propertyNames"
        | "if"
        | "then"
        | "else"
        | "dependentSchemas"
        | "dependentRequired"
        | "dependencies"
        | "contains"
        | "unevaluatedProperties"
        | "unevaluatedItems"
        | "contentSchema"
        | "$dynamicRef"
        | "$recursiveRef" => Rule::Lost(WIDER),
        "minContains" | "maxContains" | "additionalItems" | "$defs" | "definitions" | "$id" | "$anchor"
        | "$dynamicAnchor" | "$recursiveAnchor" | "$schema" | "$comment" | "$vocabulary" => Rule::Drop,
        _ => return None,
    })
}

/// Whether null is a value of the user's own at this member.
pub(super) fn may_be_null(key: &str) -> bool {
    matches!(key, "example" | "default" | "value" | "dataValue" | "const") || key.starts_with("x-")
}

impl Kind {
    /// The member of `components` that holds such objects in 3.0.
    pub(super) fn section(self) -> Option<&'static str> {
        Some(match self {
            Self::Schema => "schemas",
            Self::Response => "responses",
            Self::Parameter => "parameters",
            Self::Example => "examples",
            Self::RequestBody => "requestBodies",
            Self::Header => "headers",
            Self::SecurityScheme => "securitySchemes",
            Self::Link => "links",
            _ => return None,
        })
    }

    /// Whether extensions stand among the names of such objects.
    pub(super) fn is_beside_extensions(self) -> bool {
        matches!(self, Self::PathItem | Self::Response)
    }
}
