//! What all rules share: both sides, the findings so far, and the pairs of schemas that were met.
//!
//! Findings stand under a scope: an operation, or a pair of schemas. A pair is compared once for each direction, however
//! many operations reach it, and its findings are told once with the list of those operations.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

use super::date::Date;
use super::finding::{Direction, Finding, OperationKey, Subject};
use super::schema::clean::Clean;
use super::schema::node::{Node, NodeKey};
use super::schema::view::View;
use super::schema::{self, Both, Role};
use super::side::Side;
use super::tags::{self, Renamed};

/// The parts that every rule needs.
pub(super) struct Cx<'s> {
    pub(super) old: &'s Side<'s>,
    pub(super) new: &'s Side<'s>,
    /// The day on which announced removals are judged.
    pub(super) today: Option<Date>,
    /// Tags that are called otherwise everywhere.
    pub(super) renamed_tags: Renamed<'s>,
    scopes: Vec<Scope>,
    scope: usize,
    pairs: BTreeMap<(NodeKey, NodeKey, Direction, Role), usize>,
    waiting: VecDeque<(usize, Pair<'s>)>,
    found: Vec<(usize, Finding)>,
    views: BTreeMap<NodeKey, Rc<View<'s>>>,
    clean: Rc<Clean>,
    /// The operation is a draft or alpha: it promises nothing that a deprecation could end.
    pub(super) unstable: bool,
}

/// What findings stand under.
struct Scope {
    subject: Subject,
    operations: Vec<Arc<OperationKey>>,
    /// The scopes that refer to this one.
    reached_from: BTreeSet<usize>,
}

/// Two nodes to compare.
struct Pair<'s> {
    old: Node<'s>,
    new: Node<'s>,
    direction: Direction,
    role: Role,
}

const DOCUMENT: usize = 0;

impl<'s> Cx<'s> {
    pub(super) fn new(old: &'s Side<'s>, new: &'s Side<'s>, today: Option<Date>) -> Self {
        Self {
            renamed_tags: tags::renamed(&old.document, &new.document),
            ..Self::bare(old, new, today, Rc::new(Clean::of(old, new)))
        }
    }

    fn bare(old: &'s Side<'s>, new: &'s Side<'s>, today: Option<Date>, clean: Rc<Clean>) -> Self {
        let document = Scope { subject: Subject::Document, operations: Vec::new(), reached_from: BTreeSet::new() };
        Self {
            old,
            new,
            today,
            renamed_tags: Renamed::new(),
            scopes: vec![document],
            scope: DOCUMENT,
            pairs: BTreeMap::new(),
            waiting: VecDeque::new(),
            found: Vec::new(),
            views: BTreeMap::new(),
            clean,
            unstable: false,
        }
    }

    /// Adds a finding to the current scope.
    pub(super) fn report(&mut self, finding: Finding) {
        self.found.push((self.scope, finding));
    }

    /// Runs rules whose findings are about `subject` and reach `operations`.
    pub(super) fn within(
        &mut self,
        subject: Subject,
        operations: Vec<Arc<OperationKey>>,
        rules: impl FnOnce(&mut Self),
    ) {
        let scope = self.open(subject, operations);
        let outer = std::mem::replace(&mut self.scope, scope);
        rules(self);
        self.scope = outer;
    }

    /// Compares two nodes, unless that was done before or nothing can have changed. It happens after the rules that are
    /// running: chains of references of any length need no stack.
    pub(super) fn pair(&mut self, old: Node<'s>, new: Node<'s>, direction: Direction, role: Role) {
        if self.clean.same(&old, &new) {
            return;
        }
        let key = (old.key(), new.key(), direction, role);
        let scope = if let Some(scope) = self.pairs.get(&key) {
            *scope
        } else {
            let scope = self.open(self.subject(&old, &new), Vec::new());
            self.pairs.insert(key, scope);
            self.waiting.push_back((scope, Pair { old, new, direction, role }));
            scope
        };
        let from = self.scope;
        if let Some(scope) = self.scopes.get_mut(scope) {
            scope.reached_from.insert(from);
        }
    }

    /// Whether two schemas, with all that they refer to, are the same.
    pub(super) fn same(&self, old: &Node<'s>, new: &Node<'s>) -> bool {
        self.clean.same(old, new)
    }

    /// What rules find when they run apart from everything else, whatever pairs were met before.
    pub(super) fn alone(&self, rules: impl FnOnce(&mut Self)) -> Vec<Finding> {
        let mut cx = Self::bare(self.old, self.new, self.today, Rc::clone(&self.clean));
        rules(&mut cx);
        cx.drain();
        cx.finish()
    }

    /// Compares the pairs that wait.
    pub(super) fn drain(&mut self) {
        while let Some((scope, Pair { old, new, direction, role })) = self.waiting.pop_front() {
            self.scope = scope;
            let both = Both { old: self.view(&old), new: self.view(&new), direction, role };
            schema::keywords(self, &both);
        }
        self.scope = DOCUMENT;
    }

    /// What a node says.
    pub(super) fn view(&mut self, node: &Node<'s>) -> Rc<View<'s>> {
        Rc::clone(self.views.entry(node.key()).or_insert_with(|| Rc::new(View::of(node))))
    }

    /// What findings about two nodes are about: the component, or what holds them.
    fn subject(&self, old: &Node<'s>, new: &Node<'s>) -> Subject {
        match (old.component(), new.component()) {
            (Some(name), Some(_)) => Subject::Component(name),
            _ => self.scopes.get(self.scope).map_or(Subject::Document, |scope| scope.subject.clone()),
        }
    }

    /// The findings with their subjects and the operations they reach.
    pub(super) fn finish(self) -> Vec<Finding> {
        let Self { scopes, found, .. } = self;
        let mut reached: BTreeMap<usize, Vec<Arc<OperationKey>>> = BTreeMap::new();
        let mut findings = Vec::with_capacity(found.len());
        for (scope, mut finding) in found {
            let reaching = reached.entry(scope).or_insert_with(|| operations(&scopes, scope));
            finding.operations.clone_from(reaching);
            if let Some(scope) = scopes.get(scope) {
                finding.subject = scope.subject.clone();
            }
            findings.push(finding);
        }
        findings
    }

    fn open(&mut self, subject: Subject, operations: Vec<Arc<OperationKey>>) -> usize {
        self.scopes.push(Scope { subject, operations, reached_from: BTreeSet::new() });
        self.scopes.len() - 1
    }
}

/// The operations from which a scope is reached, sorted.
fn operations(scopes: &[Scope], scope: usize) -> Vec<Arc<OperationKey>> {
    let (mut seen, mut next) = (BTreeSet::from([scope]), vec![scope]);
    let mut all = BTreeSet::new();
    while let Some(scope) = next.pop().and_then(|scope| scopes.get(scope)) {
        all.extend(scope.operations.iter().cloned());
        next.extend(scope.reached_from.iter().filter(|from| seen.insert(**from)));
    }
    all.into_iter().collect()
}
