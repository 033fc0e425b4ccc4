//! Codes of the lower stage: what has no exact Rust type, and streams that the document hides.

super::codes! {
    /// The operation looks like an event stream (its path ends in `/stream`, and its answer is JSON without a schema,
    /// which is what FastAPI writes for a `StreamingResponse`), but nothing in the document says so. It is emitted as
    /// an operation with an untyped JSON answer.
    STREAM_UNDECLARED, "stream-undeclared", Warning,
        example: "responses:\n  '200':\n    content: { application/json: { schema: {} } }",
        repair: "responses:\n  '200':\n    content: { text/event-stream: { itemSchema: { $ref: '#/components/schemas/Event' } } }";

    /// The answer is a stream, but nothing says what its events hold: the schema is missing or is a plain text. Events
    /// are given to the caller as text, with their names.
    STREAM_UNTYPED, "stream-untyped", Note,
        example: "content: { text/event-stream: { schema: { type: string } } }",
        repair: "content: { text/event-stream: { itemSchema: { $ref: '#/components/schemas/Event' } } }";

    /// `x-stream` says what OpenAPI cannot say of a stream. It has known members only, each of one kind: `framing`,
    /// `item`, `done`, `error`, `errorMember`, `terminal`, `dataless`, `resumable`, `resume`, `trigger` and
    /// `text`.
    STREAM_HINT_UNKNOWN, "stream-hint-unknown", Warning,
        example: "x-stream: { finish: end }",
        repair: "x-stream: { terminal: [end] }";

    /// `trigger` names the member of the body, or the query parameter, that asks for a stream. The operation has
    /// neither, so the caller has to ask for the stream by other means.
    STREAM_TRIGGER_MISSING, "stream-trigger-missing", Warning,
        example: "get:\n  responses: { '200': { content: { text/event-stream: { x-stream: { trigger: stream } } } } }",
        repair: "get:\n  parameters: [{ name: stream, in: query, schema: { type: boolean } }]";

    /// `x-pagination` on an operation, or `[paging]` in the configuration, says how it answers in pages, or with `false` that
    /// it does not. What is said must fit: parameters are those of the query, places are members of the answer, joined by
    /// dots. What does not fit is not used.
    PAGING_UNUSABLE, "paging-unusable", Warning,
        example: "x-pagination: { kind: cursor, parameter: cursor }",
        repair: "x-pagination: { kind: cursor, parameter: cursor, next: meta.next_cursor }";

    /// Types are nested in one another without a name in between, deeper than any document needs: most often an
    /// `allOf` of recursive schemas that never meet. From here on any JSON value is accepted.
    INTERSECTION_TOO_DEEP, "intersection-too-deep", Warning,
        example: "A: { properties: { next: { allOf: [{ $ref: '#/components/schemas/B' }, { properties: { next: { .. } } }] } } }",
        repair: "A: { properties: { next: { $ref: '#/components/schemas/A' } } }";

    /// No value satisfies all that is said: the parts of an `allOf`, or a `$ref` and what stands beside it, allow
    /// different types or values. Any JSON value is accepted, since the document cannot be right.
    SCHEMA_CONTRADICTION, "schema-contradiction", Warning,
        example: "allOf: [{ type: string }, { type: integer }]",
        repair: "oneOf: [{ type: string }, { type: integer }]";

    /// A member is listed under `required` but not under `properties`. Other members are allowed, so it may well be
    /// there, but nothing is known of it and it gets no field. Most often one of the two names is misspelt.
    REQUIRED_UNKNOWN, "required-unknown", Note,
        example: "required: [autor]\nproperties: { author: { type: string } }",
        repair: "required: [author]\nproperties: { author: { type: string } }";

    /// The arms of a union only say which members have to be there, such as one of two. All of them are optional in
    /// Rust, and the server checks the rest.
    REQUIRED_ALTERNATIVES, "required-alternatives", Note,
        example: "properties: { id: {}, name: {} }\nanyOf: [{ required: [id] }, { required: [name] }]",
        repair: "oneOf:\n  - { properties: { id: {} }, required: [id] }\n  - { properties: { name: {} }, required: [name] }";

    /// A value of an `enum` is not of the type that stands beside it. A number or boolean among texts is what YAML makes
    /// of an unquoted word and is read as the text; other values are left out.
    ENUM_VALUE_TYPE, "enum-value-type", Warning,
        example: "type: integer\nenum: [1, two, 3]",
        repair: "type: integer\nenum: [1, 2, 3]";

    /// Several unions hold for the same value (an `allOf` of `oneOf`s), and listing every combination of their arms
    /// would take too many types. Any JSON value is accepted.
    UNION_TOO_LARGE, "union-too-large", Warning,
        example: "allOf: [{ oneOf: [ .. 20 arms .. ] }, { oneOf: [ .. 20 arms .. ] }]",
        repair: "oneOf: [{ $ref: '#/components/schemas/First' }, { $ref: '#/components/schemas/Second' }]";

    /// A union is one of its own arms, directly or through another union. The arm adds nothing, and reading it would
    /// never end, so it is left out.
    UNION_OF_ITSELF, "union-of-itself", Warning,
        example: "Filter: { oneOf: [{ type: string }, { $ref: '#/components/schemas/Filter' }] }",
        repair: "Filter: { oneOf: [{ type: string }, { type: array, items: { $ref: '#/components/schemas/Filter' } }] }";

    /// The discriminator maps a value to a schema that is no arm of the union, so the value has no meaning there. It is
    /// left out; such a value is read as unknown.
    DISCRIMINATOR_MAPPING, "discriminator-mapping", Warning,
        example: "oneOf: [{ $ref: '#/components/schemas/Cat' }]\ndiscriminator: { propertyName: kind, mapping: { dog: Dog } }",
        repair: "oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]";

    /// A brace in a path is not closed, or none is open. It is sent as it stands, which is hardly what is meant.
    PATH_TEMPLATE, "path-template", Warning,
        example: "paths:\n  /books/{id: {}",
        repair: "paths:\n  /books/{id}: {}";

    /// A name in braces in a path is declared by no parameter of the operation or of its path. It is taken for a text
    /// that has to be given.
    PATH_PARAMETER_UNDECLARED, "path-parameter-undeclared", Warning,
        example: "paths:\n  /books/{id}:\n    get: { parameters: [] }",
        repair: "paths:\n  /books/{id}:\n    get: { parameters: [{ name: id, in: path, required: true, schema: { type: string } }] }";

    /// A parameter is said to be in the path, but its name does not stand there in braces, so there is no place to put
    /// its value. It is left out.
    PATH_PARAMETER_UNUSED, "path-parameter-unused", Warning,
        example: "paths:\n  /books:\n    get: { parameters: [{ name: id, in: path, required: true }] }",
        repair: "paths:\n  /books/{id}:\n    get: { parameters: [{ name: id, in: path, required: true }] }";

    /// The header parameters `Accept`, `Content-Type` and `Authorization` are ignored, as the specification asks: they
    /// follow from the answers, the bodies and the security schemes. `Authorization` is kept where no security applies.
    PARAMETER_IGNORED, "parameter-ignored", Note,
        example: "parameters: [{ name: Authorization, in: header, schema: { type: string } }]",
        repair: "security: [{ bearer: [] }]";

    /// Two parameters of an operation have the same name and the same place. The first one is used.
    PARAMETER_REPEATED, "parameter-repeated", Warning,
        example: "parameters: [{ name: q, in: query }, { name: q, in: query }]",
        repair: "parameters: [{ name: q, in: query }]";

    /// The value of a parameter is of a media type that is neither JSON nor a form nor text. The caller writes it.
    PARAMETER_MEDIA_TYPE, "parameter-media-type", Note,
        example: "parameters: [{ name: q, in: query, content: { image/png: {} } }]",
        repair: "parameters: [{ name: q, in: query, content: { application/json: {} } }]";

    /// Two operations have the same `operationId`, which should tell them apart. Both are emitted; the name of one is
    /// qualified by its method and path.
    OPERATION_ID_REPEATED, "operation-id-repeated", Warning,
        example: "/books: { get: { operationId: list } }\n/films: { get: { operationId: list } }",
        repair: "/books: { get: { operationId: list_books } }\n/films: { get: { operationId: list_films } }";

    /// Two paths differ only in the names of their parameters and so match the same requests. Both are emitted.
    PATH_REPEATED, "path-repeated", Warning,
        example: "paths: { '/books/{id}': {}, '/books/{isbn}': {} }",
        repair: "paths: { '/books/{id}': {} }";

    /// A body has no defined meaning for this method (RFC 9110, section 9.3); servers and proxies may drop it. It is
    /// sent all the same, since the document asks for it.
    BODY_UNUSUAL, "body-unusual", Warning,
        example: "get: { requestBody: { content: { application/json: {} } } }",
        repair: "post: { requestBody: { content: { application/json: {} } } }";

    /// A body that may be left out is an object without members, and allows no others: there is nothing to send. The
    /// operation gets no argument for it.
    BODY_EMPTY, "body-empty", Note,
        example: "requestBody: { content: { application/json: { schema: { type: object, additionalProperties: false } } } }",
        repair: "# no requestBody";

    /// A further media type of a body or answer is not offered: it is the same in other words, or JSON is there to be
    /// asked for instead.
    MEDIA_TYPE_UNUSED, "media-type-unused", Note,
        example: "content: { application/json: {}, application/xml: {} }",
        repair: "content: { application/json: {} }";
}
