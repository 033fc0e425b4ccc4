//! The pointers whose places are looked for, as a tree, so that one pass over a text finds them all.

use std::collections::BTreeMap;

use crate::pointer::Pointer;

/// A tree of wanted pointers, each with what was found for it.
pub(super) struct Wanted<T> {
    nodes: Vec<Node<T>>,
    ends: Vec<usize>,
}

struct Node<T> {
    parent: Option<usize>,
    children: BTreeMap<String, usize>,
    found: Option<T>,
}

impl<T: Copy> Wanted<T> {
    pub(super) const ROOT: usize = 0;

    pub(super) fn new(pointers: &[&Pointer]) -> Self {
        let mut wanted = Self { nodes: vec![Node::below(None)], ends: Vec::with_capacity(pointers.len()) };
        for pointer in pointers {
            let end = pointer.segments().into_iter().fold(Self::ROOT, |node, segment| wanted.grow(node, segment));
            wanted.ends.push(end);
        }
        wanted
    }

    fn grow(&mut self, node: usize, segment: &str) -> usize {
        if let Some(child) = self.child(node, segment) {
            return child;
        }
        let child = self.nodes.len();
        self.nodes.push(Node::below(Some(node)));
        self.nodes[node].children.insert(segment.to_owned(), child);
        child
    }

    pub(super) fn child(&self, node: usize, segment: &str) -> Option<usize> {
        self.nodes[node].children.get(segment).copied()
    }

    pub(super) fn has_children(&self, node: usize) -> bool {
        !self.nodes[node].children.is_empty()
    }

    /// Notes where a value stands. What was found below an earlier member of the same name is forgotten: the last wins.
    pub(super) fn set(&mut self, node: usize, found: T) {
        if self.nodes[node].found.replace(found).is_some() {
            let mut below: Vec<usize> = self.nodes[node].children.values().copied().collect();
            while let Some(next) = below.pop() {
                self.nodes[next].found = None;
                below.extend(self.nodes[next].children.values());
            }
        }
    }

    /// For each pointer what was found for it, or for the nearest value that holds its place.
    pub(super) fn found(&self) -> Vec<Option<T>> {
        let nearest = |end: &usize| {
            std::iter::successors(Some(*end), |node| self.nodes[*node].parent).find_map(|node| self.nodes[node].found)
        };
        self.ends.iter().map(nearest).collect()
    }
}

impl<T> Node<T> {
    fn below(parent: Option<usize>) -> Self {
        Self { parent, children: BTreeMap::new(), found: None }
    }
}
