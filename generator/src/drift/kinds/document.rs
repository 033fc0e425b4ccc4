//! The kinds of change in the document as a whole.

use super::catalogue;

catalogue! {
    NO_CHANGE, "no-change", Neither, Keeps, Works, Same,
        "same canonical document";
    TEXTUAL_ONLY, "textual-only", Neither, Keeps, Works, Same,
        "bytes differ, canonical form equal (key order, YAML vs JSON, whitespace, number spelling)";
    DOCS_ONLY, "docs-only", Neither, Keeps, Works, Same,
        "only descriptions/examples/summaries differ";
    SERVER_GENERATED_NOISE, "server-generated-noise", Neither, Keeps, Works, Same,
        "volatile fields (build id in info.version, timestamps, random ordering)";
    FETCH_FAILED, "fetch-failed", Neither, Unjudged, Unjudged, Unjudged,
        "live document cannot be fetched (DNS, TLS, 5xx, time-out)";
    FETCH_NOT_SPEC, "fetch-not-spec", Neither, Unjudged, Unjudged, Unjudged,
        "200 with HTML/login page/truncated JSON";
    SPEC_INVALID, "spec-invalid", Neither, Unjudged, Unjudged, Unjudged,
        "parses, but a $ref dangles or a required key is missing";
    SPEC_HUGE_OR_CYCLIC, "spec-huge-or-cyclic", Neither, Unjudged, Unjudged, Unjudged,
        "cyclic/deep schema";
    GENERATOR_OUTPUT_DRIFT, "generator-output-drift", Neither, Keeps, Works, Depends,
        "spec unchanged but regenerated code differs from the checked-in code";
    GENERATOR_VERSION_DRIFT, "generator-version-drift", Neither, Keeps, Works, Depends,
        "generator/template version stamp differs";
    IGNORED_BUT_GONE, "ignored-but-gone", Neither, Unjudged, Unjudged, Unjudged,
        "an ignore entry matched nothing";
}
