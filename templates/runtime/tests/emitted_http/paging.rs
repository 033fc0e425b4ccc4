//! Pages over a stub: which requests are made, and how the streams end.

use crate::api::ListError;
use crate::runtime::macros::{json_struct, operation, paged};
use crate::runtime::{Client, Error, Items, Operation, Pages, Paging, Parameter, Request};
use crate::stub::{Stub, Turn};
use crate::types::Detail;

const PARAMETERS: &[Parameter] = &[Parameter::query("cursor"), Parameter::query("limit"), Parameter::query("number")];

const fn paged_by(paging: &'static Paging) -> Operation {
    Operation::new("page", "GET", "/things").parameters(PARAMETERS).paging(paging).security(&[&["query"]])
}

static CURSOR: Operation =
    paged_by(const { &Paging::cursor("cursor", &["meta", "next"]).items(&["data"]).more(&["more"]) });
static LAST_ITEM: Operation =
    paged_by(const { &Paging::last_item("cursor", &["detail"]).items(&["data"]).more(&["more"]) });
static OFFSET: Operation = paged_by(const { &Paging::offset("number", 0).items(&["data"]).total(&["total"]) });
static NUMBER: Operation = paged_by(const { &Paging::number("number", 1).may_lack_items().last(&["last"]) });
static LINK: Operation = paged_by(const { &Paging::link() });
static URL: Operation = paged_by(const { &Paging::url(&["next"]).items(&["data"]) });

/// A page.
#[derive(Clone)]
pub struct Page {
    pub data: Vec<Detail>,
}

json_struct!(Page { data: required });

operation!(Things of "Client::things": json Page, ListError);
paged!(Things: Page, Detail, ListError);

impl Things<'_> {
    pub fn limit(self, limit: i64) -> Self {
        Self(self.0.query("limit", &limit))
    }

    pub fn number(self, number: i64) -> Self {
        Self(self.0.query("number", &number))
    }
}

fn client(turns: impl IntoIterator<Item = Turn>) -> (Client, Stub) {
    let stub = Stub::new(turns);
    let client = Client::builder().base_url("https://acme.test/v1").unwrap().retries(0);
    (client.transport(stub.clone()).build().unwrap(), stub)
}

fn page(body: &'static str) -> Turn {
    Turn::answer(200, &[("content-type", "application/json")], body)
}

fn linked(link: &'static str, body: &'static str) -> Turn {
    Turn::answer(200, &[("content-type", "application/json"), ("link", link)], body)
}

fn things<'c>(client: &'c Client, operation: &'static Operation) -> Things<'c> {
    Things(Request::new(client, operation))
}

/// The items as text, `!` for an error that ends them.
async fn read<E: From<Error>>(mut items: Items<'_, Detail, E>) -> String {
    let mut text = String::new();
    while let Some(item) = items.next().await {
        text.push_str(&item.map_or_else(|_| "!".to_owned(), |item| item.detail));
    }
    assert!(items.next().await.is_none());
    text
}

/// The queries that were asked for.
fn queries(stub: &Stub) -> Vec<String> {
    stub.asked().iter().map(|request| request.uri().query().unwrap_or_default().to_owned()).collect()
}

const AB: &str = r#"{"data":[{"detail":"a"},{"detail":"b"}],"meta":{"next":"p/2"},"more":true,"total":3,"last":2}"#;
const C: &str = r#"{"data":[{"detail":"c"}],"meta":{"next":null},"more":false,"total":3,"last":2}"#;
const NONE: &str = r#"{"data":[],"meta":{"next":"p/2"},"more":true,"total":9}"#;

#[tokio::test]
async fn a_cursor_goes_into_the_next_request() {
    let (client, stub) = client([page(AB), page(C)]);
    let items = things(&client, &CURSOR).limit(2).items();
    assert_eq!(stub.count(), 0, "nothing is sent before it is wanted");
    assert_eq!(read(items).await, "abc");
    assert_eq!(queries(&stub), ["limit=2", "limit=2&cursor=p%2F2"]);
}

#[tokio::test]
async fn a_page_is_asked_for_when_it_is_wanted() {
    let (client, stub) = client([page(AB), page(C)]);
    let mut items = things(&client, &CURSOR).items();
    for _ in 0..2 {
        items.next().await.unwrap().unwrap();
    }
    assert_eq!(stub.count(), 1);
    drop(items);
    let mut pages = things(&client, &CURSOR).pages();
    assert_eq!(pages.try_next().await.unwrap().unwrap().data.len(), 1);
    assert_eq!((stub.count(), pages.next().await.is_none()), (2, true));
}

#[tokio::test]
async fn a_cursor_that_comes_again_is_an_error() {
    let (client, stub) = client([page(AB), page(AB), page(AB)]);
    let mut pages = things(&client, &CURSOR).pages();
    assert!(pages.next().await.unwrap().is_ok() && pages.next().await.unwrap().is_ok());
    let error = pages.next().await.unwrap().unwrap_err();
    assert!(error.is_paging(), "{error}");
    assert_eq!(error.to_string(), "GET /things: the server names a page as the next one that was there before");
    assert!(pages.next().await.is_none());
    assert_eq!(stub.count(), 2);
}

#[tokio::test]
async fn an_empty_page_with_a_cursor_is_passed_over() {
    let (client, _) = client([page(NONE), page(C)]);
    assert_eq!(read(things(&client, &CURSOR).items()).await, "c");
}

#[tokio::test]
async fn an_error_ends_the_stream_with_its_type() {
    let denied = Turn::answer(401, &[("content-type", "application/json")], r#"{"detail":"no"}"#);
    let (client, _) = client([page(AB), denied]);
    let mut items = things(&client, &CURSOR).items();
    assert!(items.next().await.unwrap().is_ok() && items.next().await.unwrap().is_ok());
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!(*error.kind(), ListError::Unauthorized(Detail { detail: "no".to_owned() }));
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn an_item_that_cannot_be_read_ends_the_stream() {
    let (client, stub) = client([page(r#"{"data":[{"detail":1}],"meta":{"next":"x"}}"#)]);
    let error = things(&client, &CURSOR).items().gather().await.unwrap_err();
    assert!(error.is_decode(), "{error}");
    assert_eq!(error.json_error().unwrap().path(), ".data[0].detail");
    assert_eq!(stub.count(), 1);
    let (client, _) = self::client([page("{}")]);
    assert_eq!(read(things(&client, &CURSOR).items()).await, "!");
}

#[tokio::test]
async fn the_last_item_can_be_the_cursor() {
    let (client, stub) = client([page(AB), page(C)]);
    assert_eq!(read(things(&client, &LAST_ITEM).items()).await, "abc");
    assert_eq!(queries(&stub), ["", "cursor=b"]);
}

#[tokio::test]
async fn more_without_a_cursor_is_an_error() {
    let (client, _) = client([page(r#"{"data":[{"detail":"a"}],"meta":{},"more":true}"#)]);
    assert_eq!(read(things(&client, &CURSOR).items()).await, "a!");
    let (client, _) = self::client([page(r#"{"data":[],"more":true}"#)]);
    assert_eq!(read(things(&client, &LAST_ITEM).items()).await, "!");
}

#[tokio::test]
async fn an_offset_counts_items() {
    let (client, stub) = client([page(AB), page(NONE)]);
    assert_eq!(read(things(&client, &OFFSET).number(5).items()).await, "ab", "7 of 3");
    let (other, more) = self::client([page(AB), page(C), page(C)]);
    assert_eq!(read(things(&other, &OFFSET).items()).await, "abc");
    assert_eq!(
        (queries(&stub), queries(&more)),
        (vec!["number=5".to_owned()], vec![String::new(), "number=2".to_owned()])
    );
}

#[tokio::test]
async fn a_number_counts_pages_until_one_is_empty() {
    let (client, stub) = client([page(r#"[{"detail":"a"}]"#), page(r#"[{"detail":"b"}]"#), page("[]")]);
    let items: Items<'_, Detail> = Items::of(Request::new(&client, &NUMBER));
    assert_eq!(read(items).await, "ab");
    assert_eq!(queries(&stub), ["", "number=2", "number=3"]);
}

#[tokio::test]
async fn a_server_that_ignores_the_number_is_found_out() {
    let (client, stub) = client([page(r#"[{"detail":"a"}]"#), page(r#"[{"detail":"a"}]"#)]);
    let mut pages: Pages<'_, Vec<Detail>> = Pages::of(Request::new(&client, &NUMBER));
    assert!(pages.next().await.unwrap().is_ok() && pages.next().await.unwrap().is_ok());
    assert!(pages.next().await.unwrap().unwrap_err().is_paging());
    assert_eq!(stub.count(), 2);
}

#[tokio::test]
async fn links_are_followed_on_the_same_server() {
    let next = r#"<https://acme.test/x?a="1,2">; title="a, <b>; rel=next"; rel=prev, </v1/things?cursor=2&admin_token=k>; rel="last next""#;
    let (client, stub) = client([linked(next, r#"[{"detail":"a"}]"#), page(r#"[{"detail":"b"}]"#)]);
    let items: Items<'_, Detail> = Items::of(Request::new(&client, &LINK).query("limit", &1));
    assert_eq!(read(items).await, "ab");
    assert_eq!(queries(&stub), ["limit=1", "cursor=2"]);
}

#[tokio::test]
async fn links_to_other_servers_are_not() {
    let (client, stub) = client([linked("<https://evil.test/v1/things?cursor=2>; rel=next", r#"[{"detail":"a"}]"#)]);
    let items: Items<'_, Detail> = Items::of(Request::new(&client, &LINK));
    assert_eq!(read(items).await, "a!");
    assert_eq!(stub.count(), 1);
}

#[tokio::test]
async fn urls_in_pages_are_followed() {
    let first = page(r#"{"data":[{"detail":"a"}],"next":"http://acme.test/things?cursor=2"}"#);
    let second = page(r#"{"data":[{"detail":"b"}],"next":"?cursor=2"}"#);
    let (client, stub) = client([first, second]);
    let items: Items<'_, Detail> = Items::of(Request::new(&client, &URL));
    assert_eq!(read(items).await, "ab!");
    assert_eq!(queries(&stub), ["", "cursor=2"]);
}

#[tokio::test]
async fn a_cursor_can_be_in_a_url() {
    let first = page(r#"{"data":[{"detail":"a"}],"meta":{"next":"https://acme.test/things?cursor=a%26b"}}"#);
    let (client, stub) = client([first, page(C)]);
    assert_eq!(read(things(&client, &CURSOR).items()).await, "ac");
    assert_eq!(queries(&stub), ["", "cursor=a%26b"]);
}

#[tokio::test]
async fn pages_can_be_limited() {
    let (client, stub) = client([page(AB), page(C)]);
    assert_eq!(read(things(&client, &CURSOR).items().max_pages(1)).await, "ab");
    assert!(things(&client, &CURSOR).pages().max_pages(0).next().await.is_none());
    assert_eq!(stub.count(), 1);
}

const fn is_send<T: Send + Unpin + futures_core::Stream>() {}

const _: () = {
    is_send::<Pages<'static, Page, Error>>();
    is_send::<Items<'static, Detail, Error>>();
};
