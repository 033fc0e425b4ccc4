//! A page as text: what it says about its items and about the next page, found without the page's own type.

use super::super::json::{Json, JsonError, Kind, Reader, ToJson, Writer};
use super::shape::Paging;

/// The text of a page. What is no JSON has no members, and is for others to complain about.
#[derive(Clone, Copy)]
pub(super) struct Page<'t> {
    text: &'t str,
    paging: &'static Paging,
}

/// The items of a page, as far as paging looks at them.
#[derive(Default)]
pub(super) struct ItemTexts<'t> {
    /// All of them, brackets included.
    pub(super) all: &'t str,
    pub(super) count: u64,
    pub(super) last: &'t str,
}

/// A JSON text in the place of a value.
pub(super) struct Written<'t>(pub(super) &'t str);

impl ToJson for Written<'_> {
    fn write(&self, writer: &mut Writer) {
        writer.raw(self.0);
    }
}

impl<'t> Page<'t> {
    pub(super) fn new(paging: &'static Paging, text: &'t str) -> Self {
        Self { text, paging }
    }

    pub(super) fn items(self) -> ItemTexts<'t> {
        let mut items = ItemTexts::default();
        let found = read_items(&mut Reader::new(self.text), self.paging, &mut |reader| {
            let all = reader.raw()?;
            let (mut count, mut last) = (0, "");
            Reader::new(all).array(&mut |item| {
                last = item.raw()?;
                count += 1;
                Ok(())
            })?;
            items = ItemTexts { all, count, last };
            Ok(())
        });
        if found.is_err() { ItemTexts::default() } else { items }
    }

    /// The JSON text of what leads on; none if it is null, empty or not there.
    pub(super) fn leading(self, at: &[&str]) -> Option<&'t str> {
        member(self.text, at).filter(|text| says_yes(text))
    }

    /// Whether the page says of itself that it is the last.
    pub(super) fn is_last(self) -> bool {
        self.more().is_some_and(|text| !says_yes(text))
    }

    /// Whether the page says of itself that it is not the last.
    pub(super) fn has_more(self) -> bool {
        self.more().is_some_and(says_yes)
    }

    fn more(self) -> Option<&'t str> {
        member(self.text, self.paging.more?)
    }

    pub(super) fn number(self, at: Option<&[&str]>) -> Option<u64> {
        member(self.text, at?)?.parse().ok()
    }
}

/// The JSON text at a place of a JSON text.
pub(super) fn member<'t>(json: &'t str, at: &[&str]) -> Option<&'t str> {
    let mut found = None;
    let read = descend(&mut Reader::new(json), at, &mut |reader| {
        found = Some(reader.raw()?);
        Ok(())
    });
    read.ok().and(found)
}

fn says_yes(json: &str) -> bool {
    !matches!(json, "null" | "false" | "\"\"")
}

/// Reads what stands at a place; passes over the rest.
fn descend<'t>(
    reader: &mut Reader<'t>,
    at: &[&str],
    read: &mut dyn FnMut(&mut Reader<'t>) -> Result<(), JsonError>,
) -> Result<(), JsonError> {
    let [first, rest @ ..] = at else { return read(reader) };
    if reader.null() {
        return Ok(());
    }
    reader.object(&mut |name, value| if name == *first { descend(value, rest, read) } else { value.skip() })
}

/// Reads the array of the items. A page may be no more than that, where others of the same operation are objects.
fn read_items<'t>(
    reader: &mut Reader<'t>,
    paging: &Paging,
    read: &mut dyn FnMut(&mut Reader<'t>) -> Result<(), JsonError>,
) -> Result<(), JsonError> {
    let at = if reader.kind()? == Kind::Array { &[] } else { paging.items };
    let mut is_there = false;
    descend(reader, at, &mut |reader| {
        is_there = true;
        if paging.may_lack_items && reader.null() { Ok(()) } else { read(reader) }
    })?;
    if is_there || paging.may_lack_items { Ok(()) } else { Err(reader.mismatch("the items of a page")) }
}

/// The items of a page as values.
pub(super) fn items<T: Json>(text: &str, paging: &Paging) -> Result<Vec<T>, JsonError> {
    let mut items = Vec::new();
    let mut reader = Reader::new(text);
    read_items(&mut reader, paging, &mut |reader| {
        items = Vec::read(reader)?;
        Ok(())
    })?;
    reader.finish()?;
    Ok(items)
}
