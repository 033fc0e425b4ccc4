//! Findings to groups: those about one component, operation or path together, the worst groups first.

use std::collections::{BTreeMap, BTreeSet};

use super::super::finding::{Finding, Subject};
use super::super::verdict::Level;

/// The findings about one thing.
#[derive(Debug)]
pub struct Group<'a> {
    /// What they are about.
    pub subject: &'a Subject,
    /// The findings, in their order.
    pub findings: Vec<&'a Finding>,
    /// The operations they reach, in words, sorted.
    pub operations: Vec<String>,
    /// The worst of them.
    pub level: Level,
}

/// The groups of some findings.
pub(super) fn groups(findings: &[Finding]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut known: BTreeMap<&Subject, usize> = BTreeMap::new();
    for finding in findings {
        let position = *known.entry(&finding.subject).or_insert(groups.len());
        if position == groups.len() {
            let subject = &finding.subject;
            groups.push(Group { subject, findings: Vec::new(), operations: Vec::new(), level: Level::None });
        }
        let Some(group) = groups.get_mut(position) else { continue };
        group.findings.push(finding);
        group.level = group.level.max(finding.level());
    }
    for group in &mut groups {
        let reached: BTreeSet<_> = group.findings.iter().flat_map(|finding| &finding.operations).collect();
        group.operations = reached.into_iter().map(ToString::to_string).collect();
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.level));
    groups
}

impl Group<'_> {
    /// `reaches GET /a, GET /b and 3 more`; nothing where the subject says it.
    pub(super) fn reach(&self, most: usize) -> Option<String> {
        let is_component = matches!(self.subject, Subject::Component(_) | Subject::Path(_));
        (is_component && !self.operations.is_empty()).then(|| super::words::operations(&self.operations, most))
    }
}
