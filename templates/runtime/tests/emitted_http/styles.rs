//! The tables of styles of OpenAPI 3.0.4, 3.1.1 and 3.2.0 with values of our own: a shade that is empty, one word, a list
//! and an object.

use crate::runtime::json::RawJson;
use crate::runtime::operation::Location;
use crate::runtime::{Client, Operation, Parameter, Request, Style};
use crate::stub::Stub;

const EMPTY: &str = r#""""#;
const WORD: &str = r#""teal""#;
const LIST: &str = r#"["teal","plum","sand"]"#;
const OBJECT: &str = r#"{"h":12,"s":0.5,"v":true}"#;

/// What is sent for a value: target and headers.
async fn sent(parameter: Parameter, json: &str) -> http::Request<()> {
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
    request.send_raw().await.unwrap();
    stub.asked().remove(0)
}

async fn in_path(style: Style, explode: bool, json: &str) -> String {
    sent(Parameter::path("shade").style(style).explode(explode), json).await.uri().path()[1..].to_owned()
}

async fn in_query(parameter: Parameter, json: &str) -> String {
    sent(parameter, json).await.uri().query().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn styles_in_paths() {
    let rows = [
        (Style::Matrix, false, EMPTY, ";shade"),
        (Style::Matrix, false, WORD, ";shade=teal"),
        (Style::Matrix, false, LIST, ";shade=teal,plum,sand"),
        (Style::Matrix, false, OBJECT, ";shade=h,12,s,0.5,v,true"),
        (Style::Matrix, true, EMPTY, ";shade"),
        (Style::Matrix, true, WORD, ";shade=teal"),
        (Style::Matrix, true, LIST, ";shade=teal;shade=plum;shade=sand"),
        (Style::Matrix, true, OBJECT, ";h=12;s=0.5;v=true"),
        (Style::Label, false, WORD, ".teal"),
        (Style::Label, false, LIST, ".teal,plum,sand"),
        (Style::Label, false, OBJECT, ".h,12,s,0.5,v,true"),
        (Style::Label, true, WORD, ".teal"),
        (Style::Label, true, LIST, ".teal.plum.sand"),
        (Style::Label, true, OBJECT, ".h=12.s=0.5.v=true"),
        (Style::Simple, false, WORD, "teal"),
        (Style::Simple, false, LIST, "teal,plum,sand"),
        (Style::Simple, false, OBJECT, "h,12,s,0.5,v,true"),
        (Style::Simple, true, WORD, "teal"),
        (Style::Simple, true, LIST, "teal,plum,sand"),
        (Style::Simple, true, OBJECT, "h=12,s=0.5,v=true"),
    ];
    for (style, explode, json, expected) in rows {
        assert_eq!(in_path(style, explode, json).await, expected, "{style:?} explode {explode} {json}");
    }
}

#[tokio::test]
async fn styles_in_queries() {
    let rows = [
        (Style::Form, false, EMPTY, "shade="),
        (Style::Form, false, WORD, "shade=teal"),
        (Style::Form, false, LIST, "shade=teal,plum,sand"),
        (Style::Form, false, OBJECT, "shade=h,12,s,0.5,v,true"),
        (Style::Form, true, EMPTY, "shade="),
        (Style::Form, true, WORD, "shade=teal"),
        (Style::Form, true, LIST, "shade=teal&shade=plum&shade=sand"),
        (Style::Form, true, OBJECT, "h=12&s=0.5&v=true"),
        (Style::SpaceDelimited, false, LIST, "shade=teal%20plum%20sand"),
        (Style::SpaceDelimited, false, OBJECT, "shade=h%2012%20s%200.5%20v%20true"),
        (Style::PipeDelimited, false, LIST, "shade=teal%7Cplum%7Csand"),
        (Style::PipeDelimited, false, OBJECT, "shade=h%7C12%7Cs%7C0.5%7Cv%7Ctrue"),
        (Style::DeepObject, true, OBJECT, "shade%5Bh%5D=12&shade%5Bs%5D=0.5&shade%5Bv%5D=true"),
        (Style::DeepObject, true, r#"{"a":{"b":[1,2]}}"#, "shade%5Ba%5D%5Bb%5D=1&shade%5Ba%5D%5Bb%5D=2"),
        (Style::Form, true, "[]", ""),
        (Style::Form, true, "{}", ""),
        (Style::Form, true, "null", ""),
        (Style::Form, true, "[null,1]", "shade=1"),
        (Style::Form, true, "[[1,2]]", "shade=%5B1%2C2%5D"),
    ];
    for (style, explode, json, expected) in rows {
        let parameter = Parameter::query("shade").style(style).explode(explode);
        assert_eq!(in_query(parameter, json).await, expected, "{style:?} explode {explode} {json}");
    }
}

#[tokio::test]
async fn the_default_of_explode_depends_on_the_style() {
    assert_eq!(in_query(Parameter::query("shade"), LIST).await, "shade=teal&shade=plum&shade=sand");
    assert_eq!(in_query(Parameter::query("shade").style(Style::PipeDelimited), "[1,2]").await, "shade=1%7C2");
    assert_eq!(in_query(Parameter::query("shade").style(Style::DeepObject), r#"{"a":1}"#).await, "shade%5Ba%5D=1");
}

#[tokio::test]
async fn reserved_characters_stay_where_they_may() {
    let text = "\"a/b?c=d&e#f+g h%20i[j]é\"";
    let parameter = Parameter::query("shade");
    assert_eq!(in_query(parameter, text).await, "shade=a%2Fb%3Fc%3Dd%26e%23f%2Bg%20h%2520i%5Bj%5D%C3%A9");
    assert_eq!(in_query(parameter.allow_reserved(), text).await, "shade=a/b?c=d%26e%23f%2Bg%20h%20i[j]%C3%A9");
    let parameter = Parameter::path("shade").allow_reserved();
    let target = sent(parameter, text).await;
    assert_eq!(target.uri().path(), "/a%2Fb%3Fc=d&e%23f+g%20h%20i%5Bj%5D%C3%A9");
}

#[tokio::test]
async fn a_parameter_may_be_json() {
    assert_eq!(
        in_query(Parameter::query("shade").json(), OBJECT).await,
        "shade=%7B%22h%22%3A12%2C%22s%22%3A0.5%2C%22v%22%3Atrue%7D"
    );
    let sent = sent(Parameter::header("shade").json(), OBJECT).await;
    assert_eq!(sent.headers()["shade"], OBJECT);
}

#[tokio::test]
async fn a_parameter_may_be_the_whole_query() {
    assert_eq!(in_query(Parameter::querystring("shade"), r#"{"a":"b c","d":[1,2]}"#).await, "a=b+c&d=1&d=2");
    assert_eq!(in_query(Parameter::querystring("shade").json(), "[1]").await, "%5B1%5D");
}

#[tokio::test]
async fn styles_in_headers() {
    let rows = [
        (false, WORD, "teal"),
        (false, LIST, "teal,plum,sand"),
        (false, OBJECT, "h,12,s,0.5,v,true"),
        (true, OBJECT, "h=12,s=0.5,v=true"),
        (false, r#""a b;c%/""#, "a b;c%/"),
    ];
    for (explode, json, expected) in rows {
        let sent = sent(Parameter::header("shade").explode(explode), json).await;
        assert_eq!(sent.headers()["shade"], expected, "explode {explode} {json}");
    }
    assert!(!sent(Parameter::header("shade"), "null").await.headers().contains_key("shade"));
}

#[tokio::test]
async fn styles_in_cookies() {
    let rows = [
        (Style::Form, false, LIST, "shade=teal,plum,sand"),
        (Style::Form, true, OBJECT, "h=12; s=0.5; v=true"),
        (Style::Form, true, r#""a b;c""#, "shade=a%20b%3Bc"),
        (Style::Cookie, true, LIST, "shade=teal; shade=plum; shade=sand"),
        (Style::Cookie, false, r#""a/b=c""#, "shade=a/b=c"),
    ];
    for (style, explode, json, expected) in rows {
        let sent = sent(Parameter::cookie("shade").style(style).explode(explode), json).await;
        assert_eq!(sent.headers()["cookie"], expected, "{style:?} explode {explode} {json}");
    }
}
