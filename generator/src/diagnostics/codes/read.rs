//! Codes of the read stage: fetching, JSON and YAML, external references, overlays.

super::codes! {
    /// The file, the standard input or the URL could not be read at all: it does not exist, is refused by the
    /// operating system or the server, or the connection failed. Nothing is known about the document.
    SOURCE_UNREADABLE, "source-unreadable", Error,
        example: "specloom generate --spec opnapi.json --out client",
        repair: "specloom generate --spec openapi.json --out client";

    /// Documents are fetched over https, or over http from this machine (a loopback address). Plain http from
    /// elsewhere can be changed on the way, and what it says becomes code; it has to be allowed by name.
    SOURCE_INSECURE, "source-insecure", Error,
        example: "specloom generate --spec http://api.example.com/openapi.json --out client",
        repair: "specloom generate --spec https://api.example.com/openapi.json --out client";

    /// The document is longer than the limit on its size. The limit protects against endless answers; it can be raised.
    SOURCE_TOO_LARGE, "source-too-large", Error,
        example: "specloom generate --spec dump.json --out client                # 300 MiB",
        repair: "specloom generate --spec dump.json --out client --max-bytes 400000000";

    /// The document is not text in UTF-8. JSON is UTF-8 by RFC 8259; a YAML file in UTF-16 has to be converted first.
    SOURCE_NOT_UTF8, "source-not-utf8", Error,
        example: "file openapi.json: Unicode text, UTF-16, little-endian",
        repair: "iconv -f UTF-16 -t UTF-8 openapi.json > openapi-utf8.json";

    /// The document is empty or holds only blanks and comments.
    DOCUMENT_EMPTY, "document-empty", Error,
        example: "# the paths will follow",
        repair: "openapi: 3.1.0\ninfo: { title: Acme, version: '1' }\npaths: {}";

    /// The document is well-formed, but a list, a text or a number. Every OpenAPI document is an object. Plain prose is
    /// well-formed YAML (one long text), so this is also what a file of another kind looks like.
    DOCUMENT_NOT_OBJECT, "document-not-object", Error,
        example: "Dear reader, the document will follow",
        repair: "openapi: 3.1.0\ninfo: { title: Acme, version: '1' }\npaths: {}";

    /// The document is not well-formed JSON or YAML. The place is where the parser gave up, which may be a little
    /// after the mistake: an unclosed bracket or quote is noticed at the next thing that does not fit.
    DOCUMENT_SYNTAX, "document-syntax", Error,
        example: "{ \"openapi\": \"3.1.0\", \"paths\": {",
        repair: "{ \"openapi\": \"3.1.0\", \"paths\": {} }";

    /// YAML forbids tab characters as indentation (YAML 1.2, section 6.1), since editors disagree about their width.
    YAML_TAB, "yaml-tab", Error,
        example: "info:\n\ttitle: Acme",
        repair: "info:\n  title: Acme";

    /// Objects and arrays are nested deeper than the limit. Real documents stay far below it.
    NESTING_TOO_DEEP, "nesting-too-deep", Error,
        example: "x-tree: [[[[[[[[[[ ... ]]]]]]]]]]",
        repair: "x-tree: []";

    /// Aliases repeat an anchored value so often that the document would become far larger than its text. Write the
    /// value once under `components` and refer to it with `$ref`.
    YAML_ALIAS_BOMB, "yaml-alias-bomb", Error,
        example: "a: &a [1, 1]\nb: &b [*a, *a]\nc: &c [*b, *b]    # and so on, thirty times",
        repair: "components: { schemas: { A: { type: array } } }";

    /// The file holds several YAML documents, separated by `---`. An OpenAPI document is one of them; the others
    /// would be lost.
    YAML_SEVERAL_DOCUMENTS, "yaml-several-documents", Error,
        example: "openapi: 3.1.0\n---\nopenapi: 3.0.3",
        repair: "openapi: 3.1.0";

    /// A key of a YAML mapping is a sequence, a mapping or null. Documents are limited to keys that JSON can express:
    /// strings, and numbers and booleans, which are read as their text.
    YAML_KEY_NOT_SCALAR, "yaml-key-not-scalar", Error,
        example: "responses:\n  ? [200, 201]\n  : description: ok",
        repair: "responses:\n  '200':\n    description: ok";

    /// A merge key (`<<`) has to lead to a mapping or to a sequence of mappings, whose members are then copied.
    YAML_MERGE_KEY, "yaml-merge-key", Error,
        example: "base: &base text\npet:\n  <<: *base",
        repair: "base: &base { type: object }\npet:\n  <<: *base";

    /// JSON has no infinity and no not-a-number, so a value such as `.inf` cannot be kept; the text is used instead.
    YAML_NOT_FINITE, "yaml-not-finite", Warning,
        example: "maximum: .inf",
        repair: "# no maximum";

    /// A member of an object stands twice. Parsers differ in which they keep; here the last one is used and the
    /// others are lost.
    DUPLICATE_KEY, "duplicate-key", Warning,
        example: "Pet:\n  type: object\n  type: string",
        repair: "Pet:\n  type: object";

    /// A `$ref` leads to a file that could not be read. The reference is left as it stands, so that whatever uses it
    /// reports what is missing.
    REFERENCE_FILE_MISSING, "reference-file-missing", Warning,
        example: "$ref: ./schemas/Pett.yaml",
        repair: "$ref: ./schemas/Pet.yaml";

    /// A `$ref` leads to a file outside the folder of the root document. Only files below that folder are read, so
    /// that a document from elsewhere cannot make this machine's files part of a client.
    REFERENCE_OUTSIDE, "reference-outside", Error,
        example: "$ref: ../../../etc/passwd",
        repair: "$ref: ./common/types.yaml";

    /// A `$ref` leads to another host. Documents from the network are read only from the places that were allowed
    /// by name, so that a build does not depend on servers unknowingly.
    REFERENCE_REMOTE, "reference-remote", Warning,
        example: "$ref: https://example.com/types.json#/Pet",
        repair: "specloom generate --allow-remote https://example.com/ ...";

    /// A `$ref` leads to a file that exists, but to no value in it: the fragment names a member that is not there.
    REFERENCE_FRAGMENT_MISSING, "reference-fragment-missing", Warning,
        example: "$ref: ./types.yaml#/Pett",
        repair: "$ref: ./types.yaml#/Pet";

    /// Where the specification allows no reference, the value is put in the reference's place. A reference that leads
    /// back to itself there never ends, and files that repeat other files many times over grow beyond any use.
    REFERENCE_EXPANSION, "reference-expansion", Error,
        example: "# paths/loop.yaml\nx-more: { $ref: ./loop.yaml }",
        repair: "# paths/loop.yaml\nget: { $ref: ./get.yaml }";

    /// The overlay is not an Overlay document: it needs `overlay` (a version 1.x) and a list of `actions`, each with a `target` and one of `update`, `remove` and `copy`.
    OVERLAY_MALFORMED, "overlay-malformed", Error,
        example: "overlay: 1.0.0\nactions: { target: $.info }",
        repair: "overlay: 1.0.0\ninfo: { title: Repairs, version: '1' }\nactions:\n  - target: $.info\n    update: { title: Acme }";

    /// The target of an action is not a JSONPath expression (RFC 9535).
    OVERLAY_TARGET_SYNTAX, "overlay-target-syntax", Error,
        example: "target: $.paths./threads",
        repair: "target: $.paths['/threads']";

    /// The target of an action selects nothing, so the action has no effect: most often the document has changed and
    /// the overlay describes what is no longer there.
    OVERLAY_UNMATCHED, "overlay-unmatched", Error,
        example: "target: $.paths['/thread'].get        # the document has /threads",
        repair: "target: $.paths['/threads'].get";

    /// The target of an action selects nothing, which was allowed for this run; the action was skipped.
    OVERLAY_UNMATCHED_ALLOWED, "overlay-unmatched-allowed", Warning,
        example: "target: $.paths['/thread'].get        # the document has /threads",
        repair: "target: $.paths['/threads'].get";

    /// The update of an action does not fit its target: members can be merged into an object and items appended to an
    /// array, but a text, a number or the root cannot be extended.
    OVERLAY_MISMATCH, "overlay-mismatch", Error,
        example: "target: $.info.title\nupdate: { text: Acme }",
        repair: "target: $.info\nupdate: { title: Acme }";

    /// An action copies so much, or to so many places, that the document would grow beyond any use.
    OVERLAY_EXPANSION, "overlay-expansion", Error,
        example: "target: $..*\ncopy: $",
        repair: "target: $.components.schemas.Copy\ncopy: $.components.schemas.Original";

    /// The overlay says with `extends` which document it was written for, and it is applied to another one.
    OVERLAY_EXTENDS_OTHER, "overlay-extends-other", Warning,
        example: "extends: ./acme.json                  # applied to ./petstore.json",
        repair: "extends: ./petstore.json";
}
