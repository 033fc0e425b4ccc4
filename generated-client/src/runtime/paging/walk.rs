//! From page to page: one request after the other, each made of the one before. Not generic.

use std::collections::BTreeSet;
use std::task::{Context, Poll, ready};

use super::super::api::Place;
use super::super::error::{Error, Fault};
use super::super::execute::execute;
use super::super::future::BoxFuture;
use super::super::json;
use super::super::request::{Reading, Request};
use super::super::response::{Answer, AnswerKind, RawResponse};
use super::failure::PagingFailure;
use super::link;
use super::page::{Page, Written, member};
use super::shape::{Next, Paging};

/// A walk over pages.
pub(super) struct Walk<'c> {
    request: Request<'c>,
    step: Step,
    under_way: Option<BoxFuture<'c, Result<Answer, Error>>>,
    /// How many pages may still be asked for.
    left: Option<usize>,
    /// What led to the pages so far.
    seen: BTreeSet<String>,
    /// The items of the page before.
    before: Option<String>,
}

/// What is to be done when somebody wants a page.
enum Step {
    Ask,
    Fail(Error),
    End,
}

impl<'c> Walk<'c> {
    pub(super) fn new(request: Request<'c>) -> Self {
        Self { request, step: Step::Ask, under_way: None, left: None, seen: BTreeSet::new(), before: None }
    }

    pub(super) fn paging(&self) -> Option<&'static Paging> {
        self.request.operation.pages()
    }

    pub(super) fn limit(&mut self, pages: usize) {
        self.left = Some(pages);
    }

    /// Nothing comes any more.
    pub(super) fn stop(&mut self) {
        self.under_way = None;
        self.step = Step::End;
    }

    pub(super) fn has_ended(&self) -> bool {
        self.under_way.is_none() && matches!(self.step, Step::End)
    }

    /// The next page.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Answer, Error>>> {
        if self.under_way.is_none() {
            match std::mem::replace(&mut self.step, Step::End) {
                Step::Ask if self.left != Some(0) => {}
                Step::Fail(error) => return Poll::Ready(Some(Err(error))),
                Step::Ask | Step::End => return Poll::Ready(None),
            }
            self.left = self.left.map(|left| left - 1);
        }
        let request = &self.request;
        let under_way = self.under_way.get_or_insert_with(|| ask(request.clone()));
        let outcome = ready!(under_way.as_mut().poll(cx));
        self.under_way = None;
        if let Ok(Answer { kind: AnswerKind::Whole(answer) }) = &outcome {
            self.step = self.after(answer);
        }
        Poll::Ready(Some(outcome))
    }

    /// What follows after an answer. One that means failure is the last, and so is one that cannot be read: whoever reads
    /// it stops the walk.
    fn after(&mut self, answer: &RawResponse) -> Step {
        let Some(paging) = self.paging().filter(|_| answer.status().is_success()) else { return Step::End };
        match self.turn(paging, answer) {
            Ok(true) => Step::Ask,
            Ok(false) => Step::End,
            Err(failure) => Step::Fail(Error::about(answer.clone(), Fault::Part(Box::new(failure)))),
        }
    }

    /// Turns the request into that of the next page; false if there is none.
    fn turn(&mut self, paging: &'static Paging, answer: &RawResponse) -> Result<bool, PagingFailure> {
        let text = answer.text();
        let page = Page::new(paging, &text);
        if page.is_last() {
            return Ok(false);
        }
        match paging.next {
            Next::Cursor { parameter, at } => match page.leading(at) {
                Some(cursor) => self.follow_cursor(parameter, cursor),
                None if page.has_more() => Err(PagingFailure::NoCursor),
                None => Ok(false),
            },
            Next::LastItem { parameter, id } => match member(page.items().last, id) {
                Some(cursor) => self.follow_cursor(parameter, cursor),
                None if page.has_more() => Err(PagingFailure::NoCursor),
                None => Ok(false),
            },
            Next::Offset { parameter, start } => {
                let passed = self.passed(parameter, start, page.items().count);
                let complete = page.number(paging.total).is_some_and(|total| passed >= total);
                self.count_to(parameter, passed, page, complete)
            }
            Next::Number { parameter, start } => {
                let next = self.passed(parameter, start, 1);
                let complete = page.number(paging.last).is_some_and(|last| next > last);
                self.count_to(parameter, next, page, complete)
            }
            Next::Link => link::next(answer.headers()).map_or(Ok(false), |target| self.follow_url(target)),
            Next::Url { at } => match page.leading(at).and_then(|text| json::from_str::<String>(text).ok()) {
                Some(target) => self.follow_url(&target),
                None => Ok(false),
            },
        }
    }

    /// The number that the request has, or else begins with, and so much more.
    fn passed(&self, parameter: &str, start: u64, more: u64) -> u64 {
        let given = self.request.parts.query.iter().find(|(name, _)| *name == parameter);
        let given = given.and_then(|(_, text)| text.rsplit('=').next()?.parse::<u64>().ok());
        given.unwrap_or(start).saturating_add(more)
    }

    fn follow_cursor(&mut self, parameter: &'static str, cursor: &str) -> Result<bool, PagingFailure> {
        if !self.seen.insert(cursor.to_owned()) {
            return Err(PagingFailure::Repeated);
        }
        // Some servers name the URL of the next page where others have the cursor in it.
        let url = json::from_str::<String>(cursor).ok();
        match url.filter(|url| url.starts_with("https://") || url.starts_with("http://")) {
            Some(url) => {
                let value = link::value(&url, parameter).ok_or(PagingFailure::Missing { parameter })?;
                self.request = self.request.clone().query(parameter, &value);
            }
            None => self.request = self.request.clone().query(parameter, &Written(cursor)),
        }
        Ok(true)
    }

    fn count_to(
        &mut self,
        parameter: &'static str,
        number: u64,
        page: Page<'_>,
        complete: bool,
    ) -> Result<bool, PagingFailure> {
        let items = page.items();
        if complete || items.count == 0 {
            return Ok(false);
        }
        // A server that does not know the parameter sends its first page for ever.
        if self.before.as_deref() == Some(items.all) {
            return Err(PagingFailure::Same);
        }
        self.before = Some(items.all.to_owned());
        self.request = self.request.clone().query(parameter, &number);
        Ok(true)
    }

    fn follow_url(&mut self, target: &str) -> Result<bool, PagingFailure> {
        let operation = self.request.operation;
        let base = self.request.client.base(operation).map_err(|_| PagingFailure::Foreign)?;
        let query = link::query(&base, target).ok_or(PagingFailure::Foreign)?;
        if !self.seen.insert(query.clone()) {
            return Err(PagingFailure::Repeated);
        }
        let query = self.without_keys(&query);
        self.request.parts.query = Vec::from([("", query)]);
        Ok(true)
    }

    /// A query without credentials, which are added to every request.
    fn without_keys(&self, query: &str) -> String {
        let api = self.request.client.inner.settings.api;
        let schemes = self.request.operation.alternatives().iter().copied().flatten();
        let places = schemes.filter_map(|scheme| api.scheme(scheme)).map(|scheme| scheme.place);
        let keys: Vec<_> =
            places.filter_map(|place| if let Place::Query(name) = place { Some(name) } else { None }).collect();
        let is_key = |pair: &&str| keys.contains(&pair.split('=').next().unwrap_or_default());
        query.split('&').filter(|pair| !is_key(pair)).collect::<Vec<_>>().join("&")
    }
}

fn ask(request: Request<'_>) -> BoxFuture<'_, Result<Answer, Error>> {
    Box::pin(async move { execute(&request, Reading::Whole).await })
}
