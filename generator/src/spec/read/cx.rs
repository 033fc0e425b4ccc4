//! What all readers share: the tree, the findings and the references met so far.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::node::shown;
use super::wanted::Wanted;
use super::{Holder, Node};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, codes};
use crate::identity::{Index, Resource};
use crate::pointer::Pointer;
use crate::spec::{Keyword, Unread};

/// The deepest nesting of schemas and path items that is followed. Real documents stay below 40; the stages after this
/// one recurse as deep.
const DEEPEST: u32 = 100;

/// The parts that every reader needs.
pub(super) struct Cx<'a> {
    /// The whole document.
    pub(super) root: &'a Value,
    /// The number after `3.`.
    pub(super) minor: u8,
    /// What the document refers to.
    pub(super) wanted: Wanted<'a>,
    /// Names of schemas, built when the first is needed.
    pub(super) index: Option<Index>,
    /// The schema with an `$id` that is being read.
    pub(super) resource: Option<Resource>,
    /// Keywords of another version: how often, and where first.
    pub(super) foreign: BTreeMap<&'static str, (usize, Pointer)>,
    unread: Vec<Unread>,
    keywords: BTreeMap<(Holder, &'a str), Keyword>,
    /// Addresses of the objects whose keywords are counted: what is referred to can be read twice.
    counted: BTreeSet<usize>,
    found: Vec<Diagnostic>,
    depth: u32,
}

impl<'a> Cx<'a> {
    pub(super) fn new(root: &'a Value, minor: u8) -> Self {
        Self {
            root,
            minor,
            wanted: Wanted::default(),
            index: None,
            resource: None,
            foreign: BTreeMap::new(),
            unread: Vec::new(),
            keywords: BTreeMap::new(),
            counted: BTreeSet::new(),
            found: Vec::new(),
            depth: 0,
        }
    }

    /// Adds a finding.
    pub(super) fn report(&mut self, code: Code, at: &Pointer, message: impl Into<String>) -> &mut Diagnostic {
        let position = self.found.len();
        self.found.push(Diagnostic::new(code, at, message));
        &mut self.found[position]
    }

    /// Adds the finding that a value is of the wrong kind.
    pub(super) fn wrong_type(&mut self, at: &Pointer, value: &Value, expected: &str) {
        let name = at.last().unwrap_or_default();
        self.report(codes::WRONG_TYPE, at, format!("`{name}` is {}, and {expected} is expected", shown(value)));
    }

    /// Adds the finding that a required member is not there.
    pub(super) fn missing(&mut self, at: &Pointer, what: &str, consequence: &str) {
        self.report(codes::MISSING_MEMBER, at, format!("{what}: {consequence}"));
    }

    /// Records a keyword that nobody reads.
    pub(super) fn unread(&mut self, at: &Pointer, keyword: &str) {
        self.unread.push(Unread { at: at.clone(), keyword: keyword.to_owned() });
    }

    /// Counts the keywords of an object, once however often it is read; gives whether this is the first time.
    pub(super) fn count_members(&mut self, node: &Node<'a>, object: Holder, counts: fn(&str) -> bool) -> bool {
        let Some(members) = node.value.as_object() else { return false };
        let fresh = self.counted.insert(std::ptr::from_ref(node.value).addr());
        for key in members.keys().filter(|key| fresh && counts(key)) {
            let new = || Keyword {
                object: object.name(),
                keyword: key.clone(),
                count: 0,
                unread: 0,
                first: node.at.child(key),
            };
            self.keywords.entry((object, key)).or_insert_with(new).count += 1;
        }
        fresh
    }

    /// Counts a keyword as unread.
    pub(super) fn count_unread(&mut self, object: Holder, key: &'a str) {
        self.keywords.entry((object, key)).and_modify(|keyword| keyword.unread += 1);
    }

    /// What `read` gives, unless it stands too deep, which is reported.
    pub(super) fn deeper<T>(&mut self, at: &Pointer, read: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth >= DEEPEST {
            let message =
                format!("schemas are nested more than {DEEPEST} deep; what stands below is read as any value");
            self.report(codes::SCHEMA_TOO_DEEP, at, message);
            return None;
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        Some(result)
    }

    /// Hands over the findings. What was read twice, in its place and as the target of a reference, is told once.
    pub(super) fn finish(mut self, diagnostics: &mut Diagnostics) -> (Vec<Unread>, Vec<Keyword>) {
        let mut seen = BTreeSet::new();
        self.unread.retain(|unread| seen.insert((unread.at.clone(), unread.keyword.clone())));
        for Unread { at, keyword } in &self.unread {
            let message = format!("`{keyword}` is not known at this place: nothing is made of it");
            self.found.push(Diagnostic::new(codes::KEYWORD_UNREAD, &at.child(keyword), message));
        }
        let mut told = BTreeSet::new();
        for found in self.found {
            if told.insert((found.code, format!("{:?}", found.at), found.message.clone())) {
                diagnostics.push(found);
            }
        }
        (self.unread, self.keywords.into_values().collect())
    }
}
