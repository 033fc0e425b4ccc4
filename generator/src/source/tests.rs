//! The stage as a whole.

use serde_json::json;

use super::*;
use crate::diagnostics::render;
use crate::pointer::Pointer;

#[test]
fn a_pointer_into_an_overlay_is_placed_in_the_overlay() {
    let text = "openapi: 3.1.0\npaths:\n  /a:\n    get: {tags: [x]}\n";
    let overlay = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n  - target: $.paths\n    update:\n      /b: {get: {}}\n  - target: $.paths['/a'].get.tags\n    update: y\n";
    let mut diagnostics = Diagnostics::new();
    let loaded = load_text("a.yaml", text, &[("o.yaml", overlay)], &ReadOptions::default(), &mut diagnostics).unwrap();
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert_eq!(loaded.value["paths"], json!({"/a": {"get": {"tags": ["x", "y"]}}, "/b": {"get": {}}}));
    let places =
        ["/paths/~1a/get/tags/0", "/paths/~1a/get/tags/1", "/paths/~1b/get"].map(Pointer::parse).map(Place::Pointer);
    let found = loaded.locate(&places.iter().collect::<Vec<_>>());
    let found = found.into_iter().flatten().map(|at| (at.source, at.line, at.column)).collect::<Vec<_>>();
    assert_eq!(found, [(0, 4, 18), (1, 8, 5), (1, 6, 12)]);
}

#[test]
fn an_unmatched_target_is_shown_at_its_line() {
    let overlay =
        "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n  - target: $.paths['/b']\n    remove: true\n";
    let mut diagnostics = Diagnostics::new();
    let options = ReadOptions::default();
    let loaded = load_text("a.json", "{\"paths\": {}}", &[("o.yaml", overlay)], &options, &mut diagnostics).unwrap();
    insta::assert_snapshot!(render(&diagnostics, &loaded, false), @r"
    error[overlay-unmatched]: `$.paths['/b']` selects nothing in the document
     --> o.yaml:4:5
      |
    4 |   - target: $.paths['/b']
      |     ^^^^^^
      |
      = help: the document may have changed: correct the target, or remove the action
    ");
}

#[test]
fn every_broken_rule_has_its_code() {
    let cases = [
        ("truncated.json", "document-syntax"),
        ("yaml-tab.yaml", "yaml-tab"),
        ("yaml-syntax.yaml", "document-syntax"),
        ("empty.yaml", "document-empty"),
        ("comment-only.yaml", "document-empty"),
        ("prose.yaml", "document-not-object"),
        ("binary.yaml", "source-not-utf8"),
        ("latin-1.yaml", "source-not-utf8"),
        ("utf-16.json", "source-not-utf8"),
        ("page.yaml", "document-syntax"),
        ("alias-bomb.yaml", "yaml-alias-bomb"),
        ("several-documents.yaml", "yaml-several-documents"),
        ("merge-key-to-text.yaml", "yaml-merge-key"),
        ("list-as-key.yaml", "yaml-key-not-scalar"),
        ("infinite-bound.yaml", "yaml-not-finite"),
        ("duplicate-key.yaml", "duplicate-key"),
        ("duplicate-key.json", "duplicate-key"),
        ("missing-file.yaml", "reference-file-missing"),
        ("missing-fragment.yaml", "reference-fragment-missing"),
        ("broken-file.yaml", "document-syntax"),
        ("file-outside.yaml", "reference-outside"),
        ("remote-reference.yaml", "reference-remote"),
        ("endless-file.yaml", "reference-expansion"),
        ("no-such-file.yaml", "source-unreadable"),
        ("overlay-unmatched.yaml", "overlay-unmatched"),
        ("overlay-target-syntax.yaml", "overlay-target-syntax"),
        ("overlay-mismatch.yaml", "overlay-mismatch"),
        ("overlay-malformed.yaml", "overlay-malformed"),
        ("overlay-version.yaml", "overlay-malformed"),
        ("overlay-extends-other.yaml", "overlay-extends-other"),
    ];
    for (file, code) in cases {
        let (diagnostics, shown) = read_invalid(file);
        assert!(
            !diagnostics.is_empty() && diagnostics.iter().all(|found| found.code.name() == code),
            "{file}: {shown}"
        );
    }
}

#[test]
fn deep_nesting_is_refused_in_every_notation() {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(10_000), close.repeat(10_000));
    let texts = [
        deep("[", "]"),
        deep("{\"a\":", "}"),
        format!("a: {}", deep("[", "]")),
        format!("a: {}", deep("{a: ", "}")),
        "[".repeat(10_000),
        format!("a:\n  {}", "- ".repeat(10_000)),
        (0..1_000).fold(String::new(), |text, depth| text + &" ".repeat(depth) + "a:\n"),
    ];
    for text in texts {
        let mut diagnostics = Diagnostics::new();
        assert!(load_text("t", &text, &[], &ReadOptions::default(), &mut diagnostics).is_err());
        let codes: Vec<_> = diagnostics.iter().map(|found| found.code).collect();
        assert_eq!(codes, [codes::NESTING_TOO_DEEP]);
    }
}

/// Reads files from a folder of their own; the first is the document, and `overlay.yaml` is applied if it is there.
fn read_files(files: &[(&str, &str)]) -> (Value, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let overlays = files.iter().filter(|(name, _)| *name == "overlay.yaml");
    let overlays: Vec<Input> = overlays.map(|(name, _)| Input::File(folder.path().join(name))).collect();
    let mut diagnostics = Diagnostics::new();
    let input = Input::File(folder.path().join(files[0].0));
    let loaded = load(&input, &overlays, &ReadOptions::default(), &mut diagnostics).unwrap();
    let found = diagnostics.iter().map(|found| format!("{} {:?}", found.code, found.at)).collect();
    (loaded.value, found)
}

#[test]
fn schemas_of_other_files_become_components() {
    let (value, found) = read_files(&[
        (
            "api/openapi.yaml",
            "components: {schemas: {Pet: {$ref: models/pet.yaml}, Owner: {type: string}}}\npaths: {/a: {$ref: paths/a.yaml}}",
        ),
        (
            "api/paths/a.yaml",
            "get: {responses: {200: {content: {application/json: {schema: {$ref: ../models/pet.yaml}}}}}}",
        ),
        (
            "api/models/pet.yaml",
            "properties: {owner: {$ref: Owner.yaml}, toy: {$ref: 'all.yaml#/Toy'}, self: {$ref: '#'}}",
        ),
        ("api/models/Owner.yaml", "properties: {pet: {$ref: './pet.yaml#'}}"),
        (
            "api/models/all.yaml",
            "Toy: {allOf: [{$ref: '#/Part'}], discriminator: {mapping: {p: '#/Part', q: Q}}}\nPart: {type: object}",
        ),
    ]);
    assert_eq!(found, [""; 0]);
    let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let schemas = json!({
        "Pet": {"properties": {"owner": reference("models_Owner"), "toy": reference("Toy"), "self": reference("Pet")}},
        "Owner": {"type": "string"},
        "models_Owner": {"properties": {"pet": reference("Pet")}},
        "Toy": {"allOf": [reference("Part")], "discriminator": {"mapping": {"p": "#/components/schemas/Part", "q": "Q"}}},
        "Part": {"type": "object"},
    });
    assert_eq!(value["components"]["schemas"], schemas);
    let answer = &value["paths"]["/a"]["get"]["responses"]["200"];
    assert_eq!(answer["content"]["application/json"]["schema"], reference("Pet"));
}

#[test]
fn names_that_documents_give_themselves_are_known() {
    let (value, found) = read_files(&[
        (
            "api/openapi.yaml",
            "$self: https://acme.test/api\ncomponents: {schemas: {A: {$ref: 'pet.yaml#size'}, B: {$ref: 'https://acme.test/toy'}, C: {$ref: 'https://acme.test/api#/components/schemas/A'}}}",
        ),
        (
            "api/pet.yaml",
            "$id: https://acme.test/pet\nproperties: {toy: {$ref: toy}, size: {$ref: '#size'}}\n$defs: {s: {$anchor: size, type: integer}, t: {$id: toy, properties: {pet: {$ref: pet}}}}",
        ),
    ]);
    assert_eq!(found, [""; 0]);
    let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let schemas = &value["components"]["schemas"];
    assert_eq!(schemas["A"], json!({"$anchor": "size", "type": "integer"}));
    assert_eq!((&schemas["B"]["properties"]["pet"], &schemas["C"]), (&reference("pet"), &reference("A")));
    assert_eq!(schemas["pet"]["properties"], json!({"toy": reference("B"), "size": reference("A")}));
}

#[test]
fn files_of_other_kinds_in_examples_and_extensions_are_left_alone() {
    let (value, found) = read_files(&[
        (
            "a.yaml",
            "paths: {/a: {get: {x-codeSamples: [{source: {$ref: a.php}}, {source: {$ref: no.txt}}]}}}\nx-more: {$ref: a.php}\ncomponents: {schemas: {B: {example: {$ref: a.php}}, C: {$ref: c.yaml}}}",
        ),
        ("a.php", "<?php"),
        ("c.yaml", "type: string"),
    ]);
    assert_eq!(found, [""; 0]);
    assert_eq!(value["x-more"], json!({"$ref": "a.php"}));
}

#[test]
fn what_cannot_be_referred_to_is_put_in_place() {
    let (value, found) = read_files(&[
        (
            "openapi.yaml",
            "info: {description: {$ref: 'texts.yaml#/intro'}}\npaths: {/a: {get: {$ref: get.yaml, summary: own}}}\nx: {example: {$ref: no.yaml}}\ncomponents: {schemas: {A: {example: {$ref: no.yaml}}}}",
        ),
        ("texts.yaml", "intro: Hello"),
        ("get.yaml", "summary: theirs\nresponses: {200: {$ref: '#/components/responses/Ok'}}"),
    ]);
    assert_eq!(value["info"], json!({"description": "Hello"}));
    assert_eq!(value["paths"]["/a"]["get"]["summary"], json!("own"));
    // The first place may hold references and the second may not; the file lacks the component it refers to.
    assert_eq!(
        found,
        [
            "reference-fragment-missing Pointer(#/paths/~1a/get/responses/200/$ref)",
            "reference-file-missing Pointer(#/x/example/$ref)",
        ]
    );
}

#[test]
fn overlays_may_refer_to_files() {
    let (value, found) = read_files(&[
        ("openapi.json", "{\"paths\": {}, \"components\": {}}"),
        (
            "overlay.yaml",
            "overlay: 1.1.0\nactions: [{target: $.components, update: {schemas: {A: {$ref: '#/components/schemas/B'}, B: {items: {$ref: c.yaml}}}}}]",
        ),
        ("c.yaml", "type: string"),
    ]);
    assert_eq!(found, [""; 0]);
    let schemas = &value["components"]["schemas"];
    assert_eq!(schemas["A"], json!({"$ref": "#/components/schemas/B"}));
    assert_eq!(
        (&schemas["B"]["items"], &schemas["c"]),
        (&json!({"$ref": "#/components/schemas/c"}), &json!({"type": "string"}))
    );
}

/// Reads a document of `specs/invalid`, with the overlay of the same name where there is one.
fn read_invalid(file: &str) -> (Diagnostics, String) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/invalid").join(file);
    let overlay = path.with_extension("overlay.yaml");
    let overlays: Vec<Input> = overlay.is_file().then_some(Input::File(overlay)).into_iter().collect();
    let mut diagnostics = Diagnostics::new();
    let shown = match load(&Input::File(path), &overlays, &ReadOptions::default(), &mut diagnostics) {
        Ok(loaded) => render(&diagnostics, &loaded, false),
        Err(failure) => render(&diagnostics, &failure, false),
    };
    (diagnostics, shown)
}
