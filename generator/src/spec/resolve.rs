//! Follows references within a document that has been read.
//!
//! A reference that leads nowhere or in a circle gives `None`; it was reported on reading.

use indexmap::IndexMap;

use super::{
    Callback, Components, Document, Example, Header, Link, MediaType, Parameter, RefOr, RequestBody, Response, Schema,
    SecurityScheme,
};

/// The longest chain of references to references that is followed.
const LONGEST_CHAIN: usize = 32;

impl<'a> Document<'a> {
    /// The schema that [`Schema::reference`] names, which may itself hold a reference.
    pub fn schema(&self, reference: &str) -> Option<&Schema<'a>> {
        self.components.schemas.get(reference)
    }

    /// The path item under a reference text.
    pub fn path_item(&self, reference: &str) -> Option<&super::PathItem<'a>> {
        self.components.path_items.get(reference)
    }

    /// The security scheme of this name.
    pub fn security_scheme(&self, name: &str) -> Option<&SecurityScheme<'a>> {
        let schemes = &self.components.security_schemes;
        let mut found = schemes.get(name)?;
        for _ in 0..LONGEST_CHAIN {
            match found {
                RefOr::Item(scheme) => return Some(scheme),
                RefOr::Ref { to, .. } => {
                    let name = to.strip_prefix("#/components/securitySchemes/").unwrap_or(to);
                    found = schemes.get(name)?;
                }
            }
        }
        None
    }
}

fn follow<'d, 'a, T>(all: &'d IndexMap<String, RefOr<'a, T>>, mut item: &'d RefOr<'a, T>) -> Option<&'d T> {
    for _ in 0..LONGEST_CHAIN {
        match item {
            RefOr::Item(found) => return Some(found),
            RefOr::Ref { to, .. } => item = all.get(&**to)?,
        }
    }
    None
}

macro_rules! followed {
    ($($(#[doc = $text:literal])+ $name:ident, $of:ident, $map:ident;)*) => {
        impl<'a> Document<'a> {
            $(
                $(#[doc = $text])+
                pub fn $name<'d>(&'d self, item: &'d RefOr<'a, $of<'a>>) -> Option<&'d $of<'a>> {
                    let Components { $map: all, .. } = &self.components;
                    follow(all, item)
                }
            )*
        }
    };
}

followed! {
    /// The answer itself.
    response, Response, responses;
    /// The parameter itself.
    parameter, Parameter, parameters;
    /// The example itself.
    example, Example, examples;
    /// The request body itself.
    request_body, RequestBody, request_bodies;
    /// The header itself.
    header, Header, headers;
    /// The link itself.
    link, Link, links;
    /// The callback itself.
    callback, Callback, callbacks;
    /// The media type itself.
    media_type, MediaType, media_types;
}
