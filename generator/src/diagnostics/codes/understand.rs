//! Codes of the understand stage: what the typed reader of the document notices.

super::codes! {
    /// The document has no `openapi` member with a version, and no `paths` either, so it is some other kind of document.
    NOT_OPENAPI, "not-openapi", Error,
        example: "name: acme\nversion: 1.0.0",
        repair: "openapi: 3.1.0\ninfo: { title: Acme, version: '1' }\npaths: {}";

    /// Swagger 2.0 is the predecessor of OpenAPI 3 and another format: bodies, answers and definitions stand elsewhere.
    /// Converters exist.
    SWAGGER_2, "swagger-2", Error,
        example: "swagger: '2.0'\npaths: {}",
        repair: "openapi: 3.1.0\ninfo: { title: Acme, version: '1' }\npaths: {}";

    /// The versions 3.0, 3.1 and 3.2 of OpenAPI are read.
    UNKNOWN_VERSION, "unknown-version", Error,
        example: "openapi: 4.0.0",
        repair: "openapi: 3.2.0";

    /// The document is written in a version of OpenAPI 3 that is newer than this program. It is read as 3.2, which is
    /// right as far as the versions agree; keywords that are new are reported as unread.
    NEWER_VERSION, "newer-version", Warning,
        example: "openapi: 3.7.0",
        repair: "openapi: 3.2.0";

    /// A member has a value of another kind than OpenAPI asks for. It is left out, or read as what it evidently means
    /// where the message says so.
    WRONG_TYPE, "wrong-type", Warning,
        example: "Book: { type: object, required: true }",
        repair: "Book: { type: object, required: [title] }";

    /// A member that OpenAPI requires is not there. The message says what is assumed or left out.
    MISSING_MEMBER, "missing-member", Warning,
        example: "parameters: [{ in: query, schema: { type: string } }]",
        repair: "parameters: [{ name: q, in: query, schema: { type: string } }]";

    /// Since 3.1 a document has at least one of `paths`, `components` and `webhooks`. Without them there is nothing to
    /// emit but an empty client.
    NOTHING_DESCRIBED, "nothing-described", Warning,
        example: "openapi: 3.1.0\ninfo: { title: Acme, version: '1' }",
        repair: "openapi: 3.1.0\ninfo: { title: Acme, version: '1' }\npaths: { /books: { get: {} } }";

    /// A keyword is not known at its place: it belongs elsewhere, is misspelt, or comes from an extension without `x-`.
    /// Nothing is made of it.
    KEYWORD_UNREAD, "keyword-unread", Warning,
        example: "title: { type: string, maxlength: 10 }",
        repair: "title: { type: string, maxLength: 10 }";

    /// A keyword is known, but changes no type of Rust: values that it forbids are accepted all the same. The emitted
    /// types are wider than the schema, never narrower.
    KEYWORD_NOT_HONOURED, "keyword-not-honoured", Warning,
        example: "Id: { type: string, not: { enum: [none] } }",
        repair: "Id: { type: string }";

    /// A keyword belongs to another version of OpenAPI than the document states. It is honoured, since servers and
    /// tools write such documents every day; other readers may overlook it.
    KEYWORD_OF_OTHER_VERSION, "keyword-of-other-version", Note,
        example: "openapi: 3.1.0\n# ...\ntitle: { type: string, nullable: true }",
        repair: "openapi: 3.1.0\n# ...\ntitle: { type: [string, 'null'] }";

    /// A `$ref` (or the mapping of a discriminator) leads to nothing. A schema is replaced by any value; a parameter,
    /// an answer or another object is left out.
    DANGLING_REFERENCE, "dangling-reference", Warning,
        example: "schema: { $ref: '#/components/schemas/Bok' }",
        repair: "schema: { $ref: '#/components/schemas/Book' }";

    /// References lead in a circle, so that none of them ever reaches a definition.
    REFERENCE_CYCLE, "reference-cycle", Error,
        example: "A: { $ref: '#/components/schemas/B' }\nB: { $ref: '#/components/schemas/A' }",
        repair: "A: { $ref: '#/components/schemas/B' }\nB: { type: string }";

    /// A `$ref` leads to an object of another kind than its place needs, such as to a schema where a parameter has to
    /// stand. It is treated as a reference to nothing.
    WRONG_KIND_REFERENCE, "wrong-kind-reference", Warning,
        example: "parameters: [{ $ref: '#/components/schemas/Limit' }]",
        repair: "parameters: [{ $ref: '#/components/parameters/Limit' }]";

    /// Schemas stand in one another deeper than is followed. What stands below is read as any value.
    SCHEMA_TOO_DEEP, "schema-too-deep", Warning,
        example: "items: { items: { items: { ... } } }    # 100 times",
        repair: "items: { $ref: '#/components/schemas/Inner' }";

    /// Each name in braces in the address of a server is one of its variables, and each variable has a default, which
    /// is among its values.
    SERVER_VARIABLE, "server-variable", Warning,
        example: "url: 'https://{region}.acme.test'",
        repair: "url: 'https://{region}.acme.test'\nvariables: { region: { default: eu } }";

    /// A path is appended to the address of the server, so it begins with a slash. One is put before it.
    PATH_WITHOUT_SLASH, "path-without-slash", Warning,
        example: "paths: { books: { get: {} } }",
        repair: "paths: { /books: { get: {} } }";

    /// A parameter (or an API key) is sent in the path, the query, a header or a cookie, in 3.2 also as the whole query
    /// string. Swagger 2's `body` and `formData` became `requestBody`.
    PARAMETER_PLACE, "parameter-place", Warning,
        example: "parameters: [{ name: book, in: body, schema: { type: object } }]",
        repair: "requestBody: { content: { application/json: { schema: { type: object } } } }";

    /// A style is unknown or does not fit the place of the parameter: `matrix`, `label` and `simple` are for paths,
    /// `form`, `spaceDelimited`, `pipeDelimited` and `deepObject` for queries, `simple` for headers, `form` and `cookie`
    /// for cookies. The usual style of the place is used.
    PARAMETER_STYLE, "parameter-style", Warning,
        example: "{ name: X-Filter, in: header, style: deepObject }",
        repair: "{ name: filter, in: query, style: deepObject }";

    /// A parameter in the path is always required, for without it the path is another one. It is read as required.
    OPTIONAL_PATH_PARAMETER, "optional-path-parameter", Warning,
        example: "{ name: id, in: path, schema: { type: string } }",
        repair: "{ name: id, in: path, required: true, schema: { type: string } }";

    /// The keys of `responses` are status codes from 100 to 599, ranges such as `4XX`, and `default`.
    STATUS_KEY, "status-key", Warning,
        example: "responses: { ok: { description: Done. } }",
        repair: "responses: { '200': { description: Done. } }";

    /// An operation lists at least one answer. This one lists none, so any success is taken as an answer without a type.
    NO_RESPONSES, "no-responses", Note,
        example: "responses: {}",
        repair: "responses: { '204': { description: Done. } }";

    /// A media type consists of a type, a slash and a subtype. Other texts are kept as they stand and treated as a
    /// media type nobody knows.
    MEDIA_TYPE_NAME, "media-type-name", Warning,
        example: "content: { json: {} }",
        repair: "content: { application/json: {} }";

    /// A type is one of `array`, `boolean`, `integer`, `null`, `number`, `object` and `string`. The names of other
    /// languages are read as what they mean; what cannot be guessed is any value.
    TYPE_NAME, "type-name", Warning,
        example: "title: { type: str }",
        repair: "title: { type: string }";

    /// In 3.0 an array states what its items are. Without it they can be any value.
    ARRAY_WITHOUT_ITEMS, "array-without-items", Note,
        example: "titles: { type: array }",
        repair: "titles: { type: array, items: { type: string } }";

    /// An `enum` without values accepts nothing at all, which cannot be meant. It is left out.
    EMPTY_ENUM, "empty-enum", Warning,
        example: "state: { type: string, enum: [] }",
        repair: "state: { type: string, enum: [new, worn] }";

    /// `oneOf`, `anyOf`, `allOf` and `prefixItems` list at least one schema. An empty list is left out.
    EMPTY_UNION, "empty-union", Warning,
        example: "item: { oneOf: [] }",
        repair: "item: { oneOf: [{ $ref: '#/components/schemas/Book' }] }";

    /// A default is not of the type of its schema or not among its values. It is left out.
    INVALID_DEFAULT, "invalid-default", Warning,
        example: "copies: { type: integer, default: many }",
        repair: "copies: { type: integer, default: 1 }";

    /// A member is required, is not declared, and `additionalProperties: false` forbids it, so no object could be
    /// valid: most often its name is misspelt. It is not asked for.
    REQUIRED_UNDECLARED, "required-undeclared", Warning,
        example: "{ required: [autor], properties: { author: {} }, additionalProperties: false }",
        repair: "{ required: [author], properties: { author: {} }, additionalProperties: false }";

    /// The type of a security scheme is one of `apiKey`, `http`, `oauth2`, `openIdConnect` and `mutualTLS`. For another
    /// one nothing is sent.
    SECURITY_SCHEME_TYPE, "security-scheme-type", Warning,
        example: "card: { type: basic }",
        repair: "card: { type: http, scheme: basic }";

    /// A security requirement names a scheme that `components/securitySchemes` does not declare. Nothing is sent for it.
    SECURITY_SCHEME_UNDECLARED, "security-scheme-undeclared", Warning,
        example: "security: [{ card: [] }]\ncomponents: { securitySchemes: { key: { type: http, scheme: bearer } } }",
        repair: "security: [{ key: [] }]\ncomponents: { securitySchemes: { key: { type: http, scheme: bearer } } }";

    /// OpenAPI 3.0 cannot state something that the document says, so it is missing from the 3.0 document that was asked
    /// for. The original is not changed.
    LOST_IN_30, "lost-in-30", Warning,
        example: "webhooks: { bookReturned: { post: {} } }",
        repair: "# 3.0 has no webhooks; describe them as callbacks";
}
