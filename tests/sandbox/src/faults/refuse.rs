//! Answers that refuse or send elsewhere, in all the forms that are met with.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;

use super::Fault;

const HTML: &str = "<html><head><title>Not what you want</title></head><body><h1>Not what you want</h1></body></html>";
const JSON: &str = "application/json";

/// The answer, if the fault is one of these.
pub(super) fn answer(fault: &Fault, request: &Request) -> Option<Response> {
    Some(match fault.name.as_str() {
        "401" => unauthorized(fault),
        "403-not-authenticated" => new(403, JSON, r#"{"detail":"Not authenticated"}"#),
        "404-html" => new(404, "text/html", HTML),
        "405" => with(new(405, JSON, r#"{"detail":"Method Not Allowed"}"#), header::ALLOW, "PATCH"),
        "307-slash" | "307-downgrade" | "307-other-host" => redirect(fault, request),
        "422" => invalid(fault),
        "409" => new(409, JSON, r#"{"detail":"It exists already"}"#),
        "402" => new(402, JSON, r#"{"detail":"The card was declined"}"#),
        "400" => new(400, JSON, r#"{"detail":"Thread limit reached."}"#),
        "429" => too_many(fault),
        "500" => new(500, "text/plain; charset=utf-8", "Internal Server Error"),
        "502" => new(502, "text/html", HTML),
        "503" => {
            let after = fault.text("retry-after").unwrap_or("1");
            with(new(503, JSON, r#"{"detail":"Try again later"}"#), header::RETRY_AFTER, after)
        }
        "504" => new(504, "", ""),
        "500-event-stream" => new(
            500,
            "text/event-stream; charset=utf-8",
            "data: {\"error\":{\"message\":\"broken\",\"code\":\"500\"}}\n\n",
        ),
        _ => return None,
    })
}

fn new(status: u16, media_type: &str, body: &'static str) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if media_type.is_empty() { response } else { with(response, header::CONTENT_TYPE, media_type) }
}

fn with(mut response: Response, name: HeaderName, value: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
    response
}

fn unauthorized(fault: &Fault) -> Response {
    match fault.text("body") {
        Some("text") => new(401, "text/plain", "Unauthorized"),
        Some("empty") => new(401, "", ""),
        _ => new(401, JSON, r#"{"detail":"Signature has expired"}"#),
    }
}

/// Elsewhere: the same path with its other slash; plain http on the same host, as balancers say that end TLS; another host.
fn redirect(fault: &Fault, request: &Request) -> Response {
    let path = request.uri().path();
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("127.0.0.1");
    let location = match fault.name.as_str() {
        "307-slash" => {
            let other = path.strip_suffix('/').map_or_else(|| format!("{path}/"), str::to_owned);
            format!("http://{host}{other}")
        }
        "307-downgrade" => format!("http://{}{path}", host.split(':').next().unwrap_or(host)),
        _ => fault.text("to").map_or_else(|| format!("http://elsewhere.invalid{path}"), |to| format!("{to}{path}")),
    };
    with(new(307, "", ""), header::LOCATION, &location)
}

fn invalid(fault: &Fault) -> Response {
    let body = match fault.text("form") {
        Some("string") => r#"{"detail":"The request makes no sense"}"#,
        Some("exception") => {
            r#"{"exception_message":"Invalid request received.","exception_detail":[{"loc":["body"],"msg":"no","type":"x"}]}"#
        }
        Some("odd-loc") => r#"{"detail":[{"loc":["body","items",3,"name"],"msg":"Field required","type":"missing"}]}"#,
        _ => r#"{"detail":[{"loc":["body","name"],"msg":"Field required","type":"missing"}]}"#,
    };
    new(422, JSON, body)
}

fn too_many(fault: &Fault) -> Response {
    let response = new(429, JSON, r#"{"detail":"Too many requests"}"#);
    let limits = [("x-ratelimit-limit", "60"), ("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "30")];
    let response = limits
        .into_iter()
        .fold(response, |response, (name, value)| with(response, HeaderName::from_static(name), value));
    match fault.text("retry-after") {
        None | Some("none") => response,
        Some("past") => with(response, header::RETRY_AFTER, "Wed, 21 Oct 2015 07:28:00 GMT"),
        Some("future") => with(response, header::RETRY_AFTER, "Tue, 01 Jan 2999 00:00:00 GMT"),
        Some("junk") => with(response, header::RETRY_AFTER, "in a while"),
        Some(seconds) => with(response, header::RETRY_AFTER, seconds),
    }
}
