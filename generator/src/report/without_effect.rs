//! The keywords that are read and change neither the code nor its documentation, each with its reason.

const READERS: &str = "for readers of the document";
const LINKS: &str = "links are not followed";
const EXAMPLES: &str = "examples of schemas are told in the documentation; these are not";
const VALIDATION: &str = "keyword-not-honoured: it changes no type, and values are not checked";
const TOKENS: &str = "the caller brings the token";

/// Kind of object, keyword (`*` is any) and reason.
pub(super) const WITHOUT_EFFECT: &[(&str, &str, &str)] = &[
    ("Info", "termsOfService", READERS),
    ("Info", "contact", READERS),
    ("Info", "license", "the licence of the API, which is not that of the crate"),
    ("Contact", "*", READERS),
    ("License", "*", READERS),
    ("Server", "description", READERS),
    ("ServerVariable", "description", READERS),
    ("Tag", "parent", "tags are not nested"),
    ("Parameter", "allowEmptyValue", "an empty value is sent as it is given"),
    ("Parameter", "example", EXAMPLES),
    ("Parameter", "examples", EXAMPLES),
    ("MediaType", "example", EXAMPLES),
    ("MediaType", "examples", EXAMPLES),
    ("MediaType", "prefixEncoding", "keyword-not-honoured: parts are sent with their usual media types"),
    ("MediaType", "itemEncoding", "keyword-not-honoured: parts are sent with their usual media types"),
    ("Encoding", "headers", "parts are sent without headers of their own"),
    ("Encoding", "encoding", "keyword-not-honoured: parts are sent with their usual media types"),
    ("Encoding", "prefixEncoding", "keyword-not-honoured: parts are sent with their usual media types"),
    ("Encoding", "itemEncoding", "keyword-not-honoured: parts are sent with their usual media types"),
    ("Example", "*", EXAMPLES),
    ("Header", "required", "headers are read when they are asked for"),
    ("Header", "explode", "how a header is written is seen in its text"),
    ("Header", "style", "there is one style for headers"),
    ("Header", "example", EXAMPLES),
    ("Header", "examples", EXAMPLES),
    ("Response", "links", LINKS),
    ("Link", "*", LINKS),
    ("SecurityScheme", "bearerFormat", TOKENS),
    ("SecurityScheme", "flows", TOKENS),
    ("SecurityScheme", "openIdConnectUrl", TOKENS),
    ("Flows", "*", TOKENS),
    ("Flow", "*", TOKENS),
    ("Schema", "not", VALIDATION),
    ("Schema", "if", VALIDATION),
    ("Schema", "dependentRequired", VALIDATION),
    ("Schema", "dependencies", VALIDATION),
    ("Schema", "contains", VALIDATION),
    ("Schema", "unevaluatedItems", VALIDATION),
    ("Schema", "propertyNames", VALIDATION),
];

/// The extensions that have an effect where they stand.
pub(super) const HONOURED_EXTENSIONS: &[&str] = &[
    "x-rust-name",
    "x-nullable",
    "x-stream",
    "x-pagination",
    "x-speakeasy-sse-sentinel",
    "x-speakeasy-stream-request-field",
    "x-fern-streaming",
    "x-enum-varnames",
    "x-enumNames",
    "x-enum-names",
    "x-enum-descriptions",
    "x-enum-description",
    "x-enumDescriptions",
    "x-ms-enum",
];
