//! The keywords that are left unread on purpose, each with its reason.

/// A kind of object that has ignored keywords.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Holder {
    Root,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    Tag,
    Components,
    Paths,
    PathItem,
    Operation,
    Parameter,
    Header,
    RequestBody,
    Responses,
    Response,
    MediaType,
    Encoding,
    Example,
    Link,
    Schema,
    Discriminator,
    SecurityScheme,
    Flows,
    Flow,
    Reference,
}

/// A keyword that is left unread on purpose.
#[derive(Clone, Copy, Debug)]
pub struct Ignored {
    holder: Holder,
    /// The keyword.
    pub keyword: &'static str,
    /// Why nothing is lost.
    pub reason: &'static str,
}

const fn row(holder: Holder, keyword: &'static str, reason: &'static str) -> Ignored {
    Ignored { holder, keyword, reason }
}

const LINK: &str = "a link for readers of the document";
const BY_REFERENCE: &str = "read where a reference leads to it";
const EXAMPLE: &str = "an example for readers; examples of schemas, media types and parameters are kept";
const DIALECT: &str = "every dialect is read in the words of JSON Schema 2020-12";
const XML: &str = "bodies in XML are passed on as text";
const NO_STYLE: &str = "a header has one style only";

/// All of them.
pub const IGNORED: &[Ignored] = &[
    row(Holder::Root, "externalDocs", LINK),
    row(Holder::Root, "jsonSchemaDialect", DIALECT),
    row(Holder::Root, "$self", "read with the first reference that needs it"),
    row(Holder::Root, "$schema", DIALECT),
    row(Holder::Root, "$defs", BY_REFERENCE),
    row(Holder::Root, "definitions", BY_REFERENCE),
    row(Holder::Tag, "externalDocs", LINK),
    row(Holder::Tag, "kind", "a hint for pages about the API (3.2)"),
    row(Holder::Server, "name", "a name for readers (3.2)"),
    row(Holder::Operation, "externalDocs", LINK),
    row(Holder::Header, "example", EXAMPLE),
    row(Holder::Header, "examples", EXAMPLE),
    row(Holder::Header, "name", "the key is the name"),
    row(Holder::Header, "in", "a header is in the header"),
    row(Holder::Header, "style", NO_STYLE),
    row(Holder::Header, "allowReserved", NO_STYLE),
    row(Holder::Example, "description", EXAMPLE),
    row(Holder::Example, "externalValue", "a link to an example; nothing is fetched"),
    row(Holder::Example, "serializedValue", "the same example as text (3.2)"),
    row(Holder::Link, "requestBody", "links are kept for pagination, which has no bodies"),
    row(Holder::Link, "server", "links are kept for pagination, which stays on its server"),
    row(Holder::Schema, "xml", XML),
    row(Holder::Schema, "externalDocs", LINK),
    row(Holder::Schema, "$schema", DIALECT),
    row(Holder::Schema, "$vocabulary", DIALECT),
    row(Holder::Schema, "$comment", "a note for readers of the document"),
    row(Holder::Schema, "$id", "read with the references to it"),
    row(Holder::Schema, "$anchor", "read with the references to it"),
    row(Holder::Schema, "$dynamicAnchor", "read with the references to it"),
    row(Holder::Schema, "$recursiveAnchor", "read with the references to it"),
    row(Holder::Schema, "$defs", BY_REFERENCE),
    row(Holder::Schema, "definitions", BY_REFERENCE),
    row(Holder::Schema, "minContains", "says nothing without `contains`"),
    row(Holder::Schema, "maxContains", "says nothing without `contains`"),
    row(Holder::SecurityScheme, "oauth2MetadataUrl", "a link to what the flows state (3.2)"),
];

impl Holder {
    /// The kind of object, such as `Schema`.
    pub(super) fn name(self) -> String {
        format!("{self:?}")
    }

    /// Whether this keyword of this object is ignored.
    pub(super) fn ignores(self, keyword: &str) -> bool {
        IGNORED.iter().any(|row| row.holder == self && row.keyword == keyword)
    }
}

impl Ignored {
    /// The kind of object, such as `Schema`.
    pub fn object(&self) -> String {
        self.holder.name()
    }
}
