//! Tells by parameters and members of the answer how an operation pages. In doubt it does not.

use serde_json::Value;

use super::page::{self, Items, is_cursor, is_flag, is_integer, is_text, member, plain_name};
use crate::ir::{Api, NextPage, Operation, Paging, Parameter, TypeRef};
use crate::lower::response::is_success;
use crate::spec::{self, Location, ParameterValue, RefOr, Schema};

/// Parameters that take a cursor, the surest first.
const CURSORS: &[&str] = &[
    "cursor",
    "pagetoken",
    "nexttoken",
    "continuationtoken",
    "paginationtoken",
    "nextpagetoken",
    "nextcursor",
    "pagecursor",
    "startcursor",
    "marker",
    "continue",
];

/// Members that hold the next cursor.
const NEXT_CURSORS: &[&str] = &[
    "nextcursor",
    "nextpagetoken",
    "nexttoken",
    "nextpagecursor",
    "nextcontinuationtoken",
    "continuationtoken",
    "nextmarker",
    "endcursor",
    "nextpage",
    "next",
    "continue",
];

/// Parameters behind the last item, where a flag tells whether there is more.
const BEHIND: &[&str] = &["startingafter", "afterid", "after"];

/// Flags that are false on the last page.
const MORE: &[&str] = &["hasmore", "hasnext", "hasnextpage", "hasmoreitems", "hasmorepages", "istruncated"];

/// Parameters that tell how many items to pass over.
const OFFSETS: &[&str] = &["offset", "skip", "startat"];

/// Parameters that number pages.
const NUMBERS: &[&str] = &["page", "pagenumber", "pageno", "pagenum"];

/// Parameters that tell how long a page is.
const SIZES: &[&str] = &[
    "limit",
    "perpage",
    "pagesize",
    "size",
    "take",
    "top",
    "count",
    "maxresults",
    "itemsperpage",
    "pagelimit",
    "pagecount",
];

/// Members that are the number of the last page.
const LAST: &[&str] = &["totalpages", "pagestotal", "lastpage", "numpages", "totalpagecount"];

/// Members that are the URL of the next page.
const NEXT_URLS: &[&str] = &["nexturl", "nextpageurl", "nextlink", "nexthref", "nexturi", "nextpageuri"];

/// Other parameters that `Link` headers of pages go with.
const BESIDE_LINKS: &[&str] = &["page", "cursor", "offset", "after", "before", "since", "sinceid", "maxid", "minid"];

/// An operation with what the document says of it.
pub(super) struct Subject<'a, 'd> {
    pub(super) api: &'a Api,
    pub(super) document: &'d spec::Document<'d>,
    pub(super) item: &'d spec::PathItem<'d>,
    pub(super) said: &'d spec::Operation<'d>,
    pub(super) operation: &'a Operation,
}

impl<'a> Subject<'a, '_> {
    /// How the operation pages, its answer being of this type.
    pub(super) fn guess(&self, ty: &'a TypeRef) -> Option<Paging> {
        if self.operation.method != "GET" {
            return None;
        }
        let items = page::items(self.api, ty)?;
        let next = self.cursor(&items).or_else(|| self.last_item(&items)).or_else(|| self.link());
        let next = next.or_else(|| self.url(&items)).or_else(|| self.offset()).or_else(|| self.number(&items))?;
        let counts = matches!(next, NextPage::Offset { .. } | NextPage::Number { .. });
        let flag = self.member(&items, MORE, is_flag);
        let more = flag.or_else(|| counts.then(|| self.member(&items, &["next"], is_text)).flatten());
        let last = matches!(next, NextPage::Number { .. }).then(|| self.member(&items, LAST, is_integer)).flatten();
        Some(Paging {
            next,
            items: items.at,
            may_lack_items: items.may_lack,
            item: items.item,
            more,
            total: None,
            last,
        })
    }

    fn member(&self, items: &Items<'_>, names: &[&str], fits: fn(&Api, &TypeRef) -> bool) -> Option<Vec<String>> {
        member(self.api, items.page?, names, fits)
    }

    /// The optional query parameter of the first of these names.
    fn parameter(&self, names: &[&str], fits: fn(&Api, &TypeRef) -> bool) -> Option<&'a Parameter> {
        let usable = |parameter: &&Parameter, name: &str| {
            parameter.location == Location::Query
                && !parameter.required
                && parameter.constant.is_none()
                && plain_name(&parameter.name) == name
                && fits(self.api, &parameter.ty)
        };
        names.iter().find_map(|name| self.operation.parameters.iter().find(|parameter| usable(parameter, name)))
    }

    fn cursor(&self, items: &Items<'_>) -> Option<NextPage> {
        // A number behind which a page begins is a time, and not what a page says of the next.
        let parameter = self.parameter(CURSORS, is_cursor).or_else(|| self.parameter(BEHIND, is_text))?.name.clone();
        let flag = self.member(items, MORE, is_flag);
        let last = || flag.and_then(|_| self.member(items, &["lastid"], is_cursor));
        let at = self.member(items, NEXT_CURSORS, is_text).or_else(last)?;
        Some(NextPage::Cursor { parameter, at })
    }

    fn last_item(&self, items: &Items<'_>) -> Option<NextPage> {
        let parameter = self.parameter(BEHIND, is_text)?.name.clone();
        self.member(items, MORE, is_flag)?;
        let item = page::object(self.api, &items.item)?;
        let id = item.fields.iter().find(|field| field.name == "id" && is_text(self.api, &field.ty))?;
        Some(NextPage::LastItem { parameter, id: vec![id.name.clone()] })
    }

    fn link(&self) -> Option<NextPage> {
        let successes = self.said.responses.iter().filter(|(status, _)| is_success(*status));
        let mut responses = successes.filter_map(|(_, response)| self.document.response(response));
        let links =
            responses.any(|response| response.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("link")));
        let pages = self.parameter(BESIDE_LINKS, is_cursor).or_else(|| self.parameter(SIZES, is_integer));
        (links && pages.is_some()).then_some(NextPage::Link)
    }

    fn url(&self, items: &Items<'_>) -> Option<NextPage> {
        self.member(items, NEXT_URLS, is_text).map(|at| NextPage::Url { at })
    }

    fn offset(&self) -> Option<NextPage> {
        let parameter = self.parameter(OFFSETS, is_integer)?;
        self.parameter(SIZES, is_integer)?;
        let start = self.schema(&parameter.name).and_then(default).unwrap_or(0);
        Some(NextPage::Offset { parameter: parameter.name.clone(), start })
    }

    /// Only where the document shows whether the first page is number 0 or 1: a wrong one would lose a page.
    fn number(&self, items: &Items<'_>) -> Option<NextPage> {
        let parameter = self.parameter(NUMBERS, is_integer)?;
        let flag = || self.member(items, MORE, is_flag).or_else(|| self.member(items, LAST, is_integer));
        if self.parameter(SIZES, is_integer).is_none() && flag().is_none() {
            return None;
        }
        let schema = self.schema(&parameter.name)?;
        let start = default(schema).or_else(|| from_one(schema)).filter(|start| *start < 2)?;
        Some(NextPage::Number { parameter: parameter.name.clone(), start })
    }

    /// The schema of a query parameter that has one of its own.
    fn schema(&self, name: &str) -> Option<&Schema<'_>> {
        let all = self.said.parameters.iter().chain(&self.item.parameters);
        let parameter = |parameter| {
            let parameter: &spec::Parameter<'_> = self.document.parameter(parameter)?;
            (parameter.location == Location::Query && parameter.name == name).then_some(parameter)
        };
        match &all.into_iter().find_map(|one: &RefOr<'_, _>| parameter(one))?.value {
            ParameterValue::Schema { schema, .. } => match &schema.reference {
                Some(reference) => self.document.schema(reference),
                None => Some(schema),
            },
            ParameterValue::Content { .. } => None,
        }
    }
}

fn default(schema: &Schema<'_>) -> Option<u64> {
    schema.default.and_then(Value::as_u64)
}

fn from_one(schema: &Schema<'_>) -> Option<u64> {
    let bounds = &schema.rare.as_ref()?.bounds;
    let least = |bound: Option<&Value>| bound.and_then(Value::as_u64);
    (least(bounds.minimum) == Some(1) || least(bounds.exclusive_minimum) == Some(0)).then_some(1)
}
