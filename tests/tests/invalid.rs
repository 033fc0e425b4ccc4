//! What is said of documents that break a rule.

use specloom_tests::{documents, run, shown, stem, workspace};

#[test]
fn invalid_documents_have_findings_with_a_place() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(workspace().join("tests/snapshots/invalid"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for path in documents("invalid") {
        let run = run(&stem(&path), &path);
        assert!(!run.findings.is_empty(), "{}: nothing is said", shown(&path));
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        settings.bind(|| insta::assert_snapshot!(file.as_ref(), run.findings));
    }
}
