//! The tables of styles of OpenAPI 3.0.4 and 3.1.1 (section 4.8.12) and 3.2.0 (section 4.12) with values of our own: a
//! shade that is empty, one word, a list and an object. Every style, with and without `explode`, wherever it may stand.

use crate::runtime::json::RawJson;
use crate::runtime::operation::Location;
use crate::runtime::{Client, Error, FieldEncoding, Operation, Parameter, Request, Style};
use crate::stub::Stub;

const EMPTY: &str = r#""""#;
const WORD: &str = r#""teal""#;
const LIST: &str = r#"["teal","plum","sand"]"#;
const OBJECT: &str = r#"{"h":12,"s":0.5,"v":true}"#;

/// What a row says of a value that cannot be sent: it would be another route.
const REFUSED: &str = "(refused)";
/// What a row says of a value that is left out.
const ABSENT: &str = "(absent)";

/// A style, `explode`, and what is sent of [`EMPTY`], [`WORD`], [`LIST`] and [`OBJECT`].
type Row = (Style, bool, [&'static str; 4]);

const PATHS: &[Row] = &[
    (Style::Matrix, false, [";shade", ";shade=teal", ";shade=teal,plum,sand", ";shade=h,12,s,0.5,v,true"]),
    (Style::Matrix, true, [";shade", ";shade=teal", ";shade=teal;shade=plum;shade=sand", ";h=12;s=0.5;v=true"]),
    // A lone dot is a path of its own kind.
    (Style::Label, false, [REFUSED, ".teal", ".teal,plum,sand", ".h,12,s,0.5,v,true"]),
    (Style::Label, true, [REFUSED, ".teal", ".teal.plum.sand", ".h=12.s=0.5.v=true"]),
    (Style::Simple, false, [REFUSED, "teal", "teal,plum,sand", "h,12,s,0.5,v,true"]),
    (Style::Simple, true, [REFUSED, "teal", "teal,plum,sand", "h=12,s=0.5,v=true"]),
];

const QUERIES: &[Row] = &[
    (Style::Form, false, ["shade=", "shade=teal", "shade=teal,plum,sand", "shade=h,12,s,0.5,v,true"]),
    (Style::Form, true, ["shade=", "shade=teal", "shade=teal&shade=plum&shade=sand", "h=12&s=0.5&v=true"]),
    // Of one value, and of a style with `explode`, the tables say nothing: it is written as a form has it.
    (
        Style::SpaceDelimited,
        false,
        ["shade=", "shade=teal", "shade=teal%20plum%20sand", "shade=h%2012%20s%200.5%20v%20true"],
    ),
    (Style::SpaceDelimited, true, ["shade=", "shade=teal", "shade=teal&shade=plum&shade=sand", "h=12&s=0.5&v=true"]),
    (
        Style::PipeDelimited,
        false,
        ["shade=", "shade=teal", "shade=teal%7Cplum%7Csand", "shade=h%7C12%7Cs%7C0.5%7Cv%7Ctrue"],
    ),
    (Style::PipeDelimited, true, ["shade=", "shade=teal", "shade=teal&shade=plum&shade=sand", "h=12&s=0.5&v=true"]),
    (
        Style::DeepObject,
        true,
        [
            "shade=",
            "shade=teal",
            "shade=teal&shade=plum&shade=sand",
            "shade%5Bh%5D=12&shade%5Bs%5D=0.5&shade%5Bv%5D=true",
        ],
    ),
];

const HEADERS: &[Row] = &[
    (Style::Simple, false, ["", "teal", "teal,plum,sand", "h,12,s,0.5,v,true"]),
    (Style::Simple, true, ["", "teal", "teal,plum,sand", "h=12,s=0.5,v=true"]),
];

const COOKIES: &[Row] = &[
    (Style::Form, false, ["shade=", "shade=teal", "shade=teal,plum,sand", "shade=h,12,s,0.5,v,true"]),
    (Style::Form, true, ["shade=", "shade=teal", "shade=teal; shade=plum; shade=sand", "h=12; s=0.5; v=true"]),
    (Style::Cookie, false, ["shade=", "shade=teal", "shade=teal,plum,sand", "shade=h,12,s,0.5,v,true"]),
    (Style::Cookie, true, ["shade=", "shade=teal", "shade=teal; shade=plum; shade=sand", "h=12; s=0.5; v=true"]),
];

/// What is sent for a value: target and headers.
async fn ask(parameter: Parameter, json: &str) -> Result<http::Request<()>, Error> {
    let path = if parameter.location() == Location::Path { "/{shade}" } else { "/x" };
    let parameters = Box::leak(Box::new([parameter]));
    let operation = Box::leak(Box::new(Operation::new("paint", "GET", path).parameters(parameters)));
    let stub = Stub::default();
    let client = Client::builder().transport(stub.clone()).build().unwrap();
    let value = crate::runtime::json::from_str::<RawJson>(json).unwrap();
    let request = Request::new(&client, operation);
    let request = match parameter.location() {
        Location::Path => request.path("shade", &value),
        Location::Query => request.query("shade", &value),
        Location::QueryString => request.querystring("shade", &value),
        Location::Header => request.header("shade", &value),
        Location::Cookie => request.cookie("shade", &value),
    };
    request.send_raw().await?;
    Ok(stub.asked().remove(0))
}

/// The text of the value in its place.
async fn text(parameter: Parameter, json: &str) -> String {
    let header = |sent: http::Request<()>, name: &str| {
        sent.headers().get(name).map_or(ABSENT.to_owned(), |value| String::from_utf8_lossy(value.as_bytes()).into())
    };
    match (ask(parameter, json).await, parameter.location()) {
        (Err(error), _) => {
            assert!(error.is_invalid(), "{error}");
            REFUSED.to_owned()
        }
        (Ok(sent), Location::Path) => sent.uri().path()[1..].to_owned(),
        (Ok(sent), Location::Query | Location::QueryString) => sent.uri().query().unwrap_or(ABSENT).to_owned(),
        (Ok(sent), Location::Header) => header(sent, "shade"),
        (Ok(sent), Location::Cookie) => header(sent, "cookie"),
    }
}

async fn rows(base: Parameter, rows: &[Row]) {
    for (style, explode, expected) in rows {
        for parameter in [base, base.allow_reserved()] {
            let parameter = parameter.style(*style).explode(*explode);
            for (json, expected) in [EMPTY, WORD, LIST, OBJECT].into_iter().zip(expected) {
                // None of these characters is reserved, but for the delimiters, which are the style's own.
                assert_eq!(text(parameter, json).await, *expected, "{parameter:?} {json}");
            }
            // What is undefined is left out (RFC 6570, section 3.2.1); a path has nothing to leave out.
            let absent = if base.location() == Location::Path { REFUSED } else { ABSENT };
            for json in ["null", "[]", "{}", "[null]", r#"{"h":null}"#] {
                assert_eq!(text(parameter, json).await, absent, "{parameter:?} {json}");
            }
        }
    }
}

#[tokio::test]
async fn styles_in_paths() {
    rows(Parameter::path("shade"), PATHS).await;
}

#[tokio::test]
async fn styles_in_queries() {
    rows(Parameter::query("shade"), QUERIES).await;
}

#[tokio::test]
async fn styles_in_headers() {
    rows(Parameter::header("shade"), HEADERS).await;
}

#[tokio::test]
async fn styles_in_cookies() {
    rows(Parameter::cookie("shade"), COOKIES).await;
}

/// Values that the tables do not show.
#[tokio::test]
async fn empty_items_and_deeper_levels() {
    let (path, query) = (Parameter::path("shade"), Parameter::query("shade"));
    for (parameter, json, expected) in [
        // RFC 6570, sections 3.2.5 to 3.2.9: an empty value keeps its separator.
        (path.style(Style::Matrix).explode(true), r#"["","a"]"#, ";shade;shade=a"),
        (path.style(Style::Matrix).explode(true), r#"{"h":""}"#, ";h"),
        (path.style(Style::Label).explode(true), r#"{"h":""}"#, ".h="),
        (path, r#"["","a"]"#, ",a"),
        (path, "-1.50", "-1.50"),
        (path, "false", "false"),
        (query, r#"["","a"]"#, "shade=&shade=a"),
        (query.explode(false), r#"["","a"]"#, "shade=,a"),
        (query, r#"{"h":""}"#, "h="),
        (query, "[null,1]", "shade=1"),
        (query, "[[1,2]]", "shade=%5B1%2C2%5D"),
        (query.style(Style::DeepObject), r#"{"a":{"b":[1,2]}}"#, "shade%5Ba%5D%5Bb%5D=1&shade%5Ba%5D%5Bb%5D=2"),
        (query.style(Style::DeepObject), r#"{"a b":""}"#, "shade%5Ba%20b%5D="),
        (query, "123456789012345678901234567890", "shade=123456789012345678901234567890"),
    ] {
        assert_eq!(text(parameter, json).await, expected, "{parameter:?} {json}");
    }
}

#[tokio::test]
async fn the_default_of_explode_depends_on_the_style() {
    let query = Parameter::query("shade");
    for (parameter, expected) in [
        (query, "shade=teal&shade=plum&shade=sand"),
        (query.style(Style::PipeDelimited), "shade=teal%7Cplum%7Csand"),
        (query.style(Style::SpaceDelimited), "shade=teal%20plum%20sand"),
        (Parameter::path("shade"), "teal,plum,sand"),
        (Parameter::path("shade").style(Style::Matrix), ";shade=teal,plum,sand"),
        (Parameter::path("shade").style(Style::Label), ".teal,plum,sand"),
        (Parameter::header("shade"), "teal,plum,sand"),
        (Parameter::cookie("shade"), "shade=teal; shade=plum; shade=sand"),
        (Parameter::cookie("shade").style(Style::Cookie), "shade=teal; shade=plum; shade=sand"),
    ] {
        assert_eq!(text(parameter, LIST).await, expected, "{parameter:?}");
    }
    assert_eq!(text(query.style(Style::DeepObject), r#"{"a":1}"#).await, "shade%5Ba%5D=1");
}

/// All that a URL reserves, and what is none of its characters.
const RESERVED: &str = r#""a/b?c=d&e#f+g h%20i[j];k:@!$'()*,lé""#;

#[tokio::test]
async fn reserved_characters_stay_where_they_may() {
    let (path, query, cookie) = (Parameter::path("shade"), Parameter::query("shade"), Parameter::cookie("shade"));
    let encoded = "a%2Fb%3Fc%3Dd%26e%23f%2Bg%20h%2520i%5Bj%5D%3Bk%3A%40%21%24%27%28%29%2A%2Cl%C3%A9";
    for style in [Style::Simple, Style::Label, Style::Matrix] {
        let sent = text(path.style(style), RESERVED).await;
        assert!(sent.ends_with(encoded), "{sent}");
        // What would end the segment, or the path, is encoded all the same (3.2.0, section 4.12.2.2).
        let sent = text(path.style(style).allow_reserved(), RESERVED).await;
        assert!(sent.ends_with("a%2Fb%3Fc=d&e%23f+g%20h%20i%5Bj%5D;k:@!$'()*,l%C3%A9"), "{sent}");
    }
    for style in [Style::Form, Style::SpaceDelimited, Style::PipeDelimited, Style::DeepObject] {
        assert_eq!(text(query.style(style), RESERVED).await, format!("shade={encoded}"));
        // `&` and `+` are what a server splits and decodes by, `#` ends the query.
        let sent = text(query.style(style).allow_reserved(), RESERVED).await;
        assert_eq!(sent, "shade=a/b?c=d%26e%23f%2Bg%20h%20i[j];k:@!$%27()*,l%C3%A9");
    }
    assert_eq!(text(cookie, RESERVED).await, format!("shade={encoded}"));
    let sent = text(cookie.allow_reserved(), RESERVED).await;
    assert_eq!(sent, "shade=a/b?c=d&e#f+g%20h%20i[j]%3Bk:@!$'()*%2Cl%C3%A9");
    // The style of 3.2 encodes nothing; a semicolon would be another cookie.
    let sent = text(cookie.style(Style::Cookie), RESERVED).await;
    assert_eq!(sent, "shade=a/b?c=d&e#f+g h%20i[j]%3Bk:@!$'()*,l%C3%A9");
    let sent = text(cookie.style(Style::Cookie), r#""a\r\nset: b""#).await;
    assert_eq!(sent, "shade=a%0D%0Aset: b");
    let sent = text(Parameter::header("shade"), RESERVED).await;
    assert_eq!(sent, "a/b?c=d&e#f+g h%20i[j];k:@!$'()*,lé");
    assert_eq!(text(Parameter::header("shade"), r#""a\r\nset: b""#).await, REFUSED);
}

/// Names are encoded too, and never kept.
#[tokio::test]
async fn names_are_encoded() {
    const NAMES: &Operation = &Operation::new("paint", "GET", "/x");
    let stub = Stub::default();
    let client = Client::builder().transport(stub.clone()).build().unwrap();
    let request = Request::new(&client, NAMES).query("a[b]&c", &1).query("filter[x]", &"y").cookie("d;e", &2);
    request.send_raw().await.unwrap();
    let asked = stub.asked().remove(0);
    assert_eq!(asked.uri().query(), Some("a%5Bb%5D%26c=1&filter%5Bx%5D=y"));
    assert_eq!(asked.headers()["cookie"], "d%3Be=2");
}

/// `content` instead of `schema`.
#[tokio::test]
async fn a_parameter_may_be_json() {
    let encoded = "%7B%22h%22%3A12%2C%22s%22%3A0.5%2C%22v%22%3Atrue%7D";
    for (parameter, expected) in [
        (Parameter::path("shade"), encoded.to_owned()),
        (Parameter::query("shade"), format!("shade={encoded}")),
        (Parameter::cookie("shade"), format!("shade={encoded}")),
        (Parameter::header("shade"), OBJECT.to_owned()),
        (Parameter::querystring("shade"), encoded.to_owned()),
    ] {
        assert_eq!(text(parameter.json(), OBJECT).await, expected, "{parameter:?}");
    }
    assert_eq!(text(Parameter::query("shade").json(), WORD).await, "shade=%22teal%22");
    assert_eq!(text(Parameter::query("shade").json(), "[]").await, "shade=%5B%5D");
    assert_eq!(text(Parameter::query("shade").json(), "null").await, "shade=null");
}

const FIELDS: &[FieldEncoding] =
    &[FieldEncoding::new("d").style(Style::PipeDelimited), FieldEncoding::new("e").content_type("application/json")];

/// 3.2.0, section 4.12.2: the whole query is one value.
#[tokio::test]
async fn a_parameter_may_be_the_whole_query() {
    let whole = Parameter::querystring("shade");
    for (json, expected) in [
        (OBJECT, "h=12&s=0.5&v=true"),
        (r#"{"a":"b c","d":[1,2]}"#, "a=b+c&d=1&d=2"),
        (r#"{"a":"","b":null,"c":[]}"#, "a="),
        (r#"{"a":"é&=+"}"#, "a=%C3%A9%26%3D%2B"),
        ("{}", ABSENT),
    ] {
        assert_eq!(text(whole, json).await, expected, "{json}");
    }
    assert_eq!(text(whole.fields(FIELDS), r#"{"d":[1,2],"e":[3]}"#).await, "d=1%7C2&e=%5B3%5D");
}
