//! Headers that the document declares, as values of their types.

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::runtime::json::Json;
use crate::runtime::macros::json_struct;
use crate::runtime::{Client, DateTime, Header, Value};
use crate::stub::{Stub, Turn};

/// What is made of a header whose lines are these.
fn read<T: Json>(lines: &[&str]) -> Result<Option<T>, String> {
    let mut headers = HeaderMap::new();
    for line in lines {
        headers.append(HeaderName::from_static("x-a"), HeaderValue::from_bytes(line.as_bytes()).unwrap());
    }
    Header::<T>::new("x-a").read(&headers).map_err(|error| error.to_string())
}

#[test]
fn scalars() {
    assert_eq!(read::<i64>(&["42"]), Ok(Some(42)));
    assert_eq!(read::<f64>(&[" 0.5 "]), Ok(Some(0.5)));
    assert_eq!(read::<bool>(&["true"]), Ok(Some(true)));
    assert_eq!(read::<DateTime>(&["2026-01-31T23:59:59Z"]).unwrap().unwrap().unix_seconds(), 1_769_903_999);
    assert_eq!(read::<i64>(&[]), Ok(None));
}

/// A text stays what it is, whatever it looks like.
#[test]
fn texts() {
    for text in ["abc", "42", "true", "null", "", "\"etag\"", "W/\"x\"", "a, b", "[1]", "grün \\"] {
        assert_eq!(read::<String>(&[text]), Ok(Some(text.to_owned())));
    }
    assert_eq!(
        read::<String>(&["<a>; rel=next", "<b>; rel=last"]),
        Ok(Some("<a>; rel=next, <b>; rel=last".to_owned()))
    );
    assert_eq!(read::<Value>(&["42"]).unwrap().unwrap(), crate::runtime::json::from_str::<Value>("\"42\"").unwrap());
}

#[test]
fn lists() {
    let texts = |items: &[&str]| Ok(Some(items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>()));
    assert_eq!(read::<Vec<String>>(&["a, b", "c"]), texts(&["a", "b", "c"]));
    assert_eq!(read::<Vec<String>>(&["1"]), texts(&["1"]));
    assert_eq!(read::<Vec<String>>(&[""]), texts(&[]));
    assert_eq!(read::<Vec<i64>>(&["1,2", "3"]), Ok(Some(vec![1, 2, 3])));
    assert_eq!(read::<Vec<i64>>(&["[1, 2]"]), Ok(Some(vec![1, 2])));
}

#[derive(Clone)]
struct Limit {
    left: i64,
    unit: Option<String>,
}

json_struct!(Limit { left: required, unit: optional });

#[test]
fn objects() {
    let expected = Ok(Some(Limit { left: 3, unit: Some("7".to_owned()) }));
    for lines in [&["left=3,unit=7"][..], &["left=3", "unit=7"], &["left,3,unit,7"], &["{\"left\":3,\"unit\":\"7\"}"]] {
        assert_eq!(read::<Limit>(lines), expected, "{lines:?}");
    }
    assert_eq!(read::<Limit>(&["unit=a b, left=3"]), Ok(Some(Limit { left: 3, unit: Some("a b".to_owned()) })));
    assert!(read::<Limit>(&["left"]).is_err());
}

#[test]
fn what_is_of_another_type_is_an_error() {
    assert_eq!(read::<i64>(&["soon"]), Err("at [\"x-a\"]: expected an integer, found a string".to_owned()));
    assert!(read::<i64>(&["1.5"]).is_err());
    assert!(read::<bool>(&["yes"]).is_err());
    assert!(read::<Vec<i64>>(&["1,x"]).is_err());
}

#[tokio::test]
async fn answers_and_errors_have_them() {
    const TOTAL: Header<i64> = Header::new("x-total");
    let headers = [("content-type", "application/json"), ("x-total", "3")];
    let client = |status| {
        Client::builder().transport(Stub::new([Turn::answer(status, &headers, "[]")])).retries(0).build().unwrap()
    };
    let response = client(200).list().send_full().await.unwrap();
    assert_eq!(response.get(TOTAL), Ok(Some(3)));
    assert_eq!(response.get(Header::<String>::new("x-other")), Ok(None));
    assert_eq!(client(429).list().send_raw().await.unwrap().get(TOTAL), Ok(Some(3)));
    assert_eq!(client(429).list().send().await.unwrap_err().get(TOTAL), Ok(Some(3)));
    assert_eq!(format!("{TOTAL:?}"), "Header(x-total)");
}
