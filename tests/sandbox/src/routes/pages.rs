//! The document, for programs and for people. The pages need no network beyond the sandbox.

use axum::Router;
use axum::http::header;
use axum::response::Html;
use axum::routing::get;

use crate::contract::DOCUMENT;

const SWAGGER_UI: &str = r##"<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>EpsimoAI sandbox</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/_assets/swagger-ui.css"></head>
<body><div id="page"></div><script src="/_assets/swagger-ui-bundle.js"></script>
<script>
// "Try it out" is to call the sandbox, not the backend that the document names.
const show = (document) => SwaggerUIBundle({ spec: { ...document, servers: [{ url: location.origin }] }, dom_id: "#page" });
fetch("/openapi.json").then((answer) => answer.json()).then(show);
</script></body>
</html>
"##;

const REDOC: &str = r#"<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>EpsimoAI sandbox</title><link rel="icon" href="data:,"></head>
<body><redoc spec-url="/openapi.json"></redoc><script src="/_assets/redoc.standalone.js"></script></body>
</html>
"#;

const STYLE: &str = include_str!("../../assets/swagger-ui/swagger-ui.css");
const SCRIPT: &str = include_str!("../../assets/swagger-ui/swagger-ui-bundle.js");
const REDOC_SCRIPT: &str = include_str!("../../assets/redoc/redoc.standalone.js");

/// `/openapi.json`, `/docs` (Swagger UI) and `/redoc`.
pub(super) fn router() -> Router {
    Router::new()
        .route("/openapi.json", get(async || ([(header::CONTENT_TYPE, "application/json")], DOCUMENT)))
        .route("/docs", get(async || Html(SWAGGER_UI)))
        .route("/redoc", get(async || Html(REDOC)))
        .route("/_assets/swagger-ui.css", get(async || ([(header::CONTENT_TYPE, "text/css")], STYLE)))
        .route("/_assets/swagger-ui-bundle.js", get(async || ([(header::CONTENT_TYPE, "text/javascript")], SCRIPT)))
        .route(
            "/_assets/redoc.standalone.js",
            get(async || ([(header::CONTENT_TYPE, "text/javascript")], REDOC_SCRIPT)),
        )
}
