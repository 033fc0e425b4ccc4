//! The flows of an `oauth2` scheme: where its tokens are, and setters for what they are fetched with.

use proc_macro2::TokenStream;
use quote::quote;

use super::cx::{ident, string};
use super::docs;
use super::uses::Uses;
use crate::ir::OauthFlows;
use crate::names::GrantNames;

/// `&Flows::new().password("/token").refresh("/token")`
pub(super) fn flows(uses: &mut Uses, flows: &OauthFlows) -> TokenStream {
    let path = uses.runtime("Flows");
    let urls =
        [("client_credentials", &flows.client_credentials), ("password", &flows.password), ("refresh", &flows.refresh)];
    let calls = urls.into_iter().filter_map(|(name, url)| {
        let (name, url) = (ident(name), string(url.as_ref()?));
        Some(quote!(.#name(#url)))
    });
    let device = flows.device.as_ref().map(|(device, token)| {
        let (device, token) = (string(device), string(token));
        quote!(.device(#device, #token))
    });
    quote!(&#path::new() #(#calls)* #device)
}

/// A setter of the client builder for each flow.
pub(super) fn setters(uses: &mut Uses, scheme: &str, flows: &OauthFlows, names: &GrantNames) -> TokenStream {
    let (grant, secret) = (uses.runtime("Grant"), uses.runtime("Secret"));
    let name = string(scheme);
    let mut setters = TokenStream::new();
    let mut setter = |method: &str, url: Option<&str>, what: &str, arguments: TokenStream, made: TokenStream| {
        let Some(url) = url else { return };
        let docs = docs::attributes(&docs::of_grant(scheme, what, url, &flows.scopes));
        let method = ident(method);
        setters.extend(quote! {
            #docs
            #[must_use]
            pub fn #method(self, #arguments) -> Self { self.grant(#name, #made) }
        });
    };
    setter(
        &names.client_credentials,
        flows.client_credentials.as_deref(),
        "An application and its secret",
        quote!(id: impl Into<String>, secret: impl Into<#secret>),
        quote!(#grant::client_credentials(id, secret)),
    );
    setter(
        &names.password,
        flows.password.as_deref(),
        "A user and a password",
        quote!(user: impl Into<String>, password: impl Into<#secret>),
        quote!(#grant::password(user, password)),
    );
    setter(
        &names.refresh,
        flows.refresh.as_deref(),
        "A refresh token of an application",
        quote!(id: impl Into<String>, token: impl Into<#secret>),
        quote!(#grant::refresh_token(token).client_id(id)),
    );
    if let Some((url, _)) = &flows.device {
        let code = uses.runtime("UserCode");
        setter(
            &names.device,
            Some(url),
            "A user who enters a code elsewhere, which `show` tells",
            quote!(id: impl Into<String>, show: impl Fn(&#code) + Send + Sync + 'static),
            quote!(#grant::device(id, show)),
        );
    }
    setters
}
