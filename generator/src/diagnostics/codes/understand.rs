//! Codes of the understand stage: what the typed reader of the document notices.

super::codes! {
    /// The document has no `openapi` member with a version of 3.0, 3.1 or 3.2, so it is some other kind of document:
    /// Swagger 2.0 has to be converted first.
    NOT_OPENAPI, "not-openapi", Error,
        example: "swagger: '2.0'\npaths: {}",
        repair: "openapi: 3.1.0\ninfo: { title: Acme, version: '1' }\npaths: {}";
}
