//! The context of the lower stage, and the places at which types are made.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::hoist::Drafts;
use super::outline::Outline;
use super::{LowerOptions, family::Families};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::ir::{Owner, Role, TypeId, TypeRef};
use crate::pointer::Pointer;
use crate::spec::{Document, Schema};

/// How deep types may be nested in one another without a name in between. Documents stay far below it; intersections
/// of recursive schemas could go on for ever.
const DEEPEST: usize = 120;

/// What lowering needs everywhere.
pub(super) struct LowerCx<'d, 'r> {
    pub(super) document: &'d Document<'d>,
    pub(super) options: &'d LowerOptions,
    pub(super) diagnostics: &'r mut Diagnostics,
    /// The types made so far.
    pub(super) drafts: Drafts,
    /// The type of each component, by its position in the document.
    pub(super) component_ids: Vec<TypeId>,
    /// Positions of the components, sorted by name.
    pub(super) component_order: Vec<usize>,
    /// Components that JSON of some kind refers to.
    pub(super) referenced: BTreeSet<usize>,
    /// Components whose own type waits, since a multipart body or a stream may be all they are for.
    pub(super) claimed: BTreeSet<usize>,
    /// The type made of a claimed component for a multipart body or a stream.
    pub(super) forms: BTreeMap<usize, TypeId>,
    /// Base schemas with a discriminator, and who extends them.
    pub(super) families: Families,
    /// Whether a component allows null; `None` inside where it says nothing.
    pub(super) null_memo: BTreeMap<usize, Option<bool>>,
    /// What is known of components as arms of unions.
    pub(super) outline_memo: BTreeMap<usize, Rc<Outline<'d>>>,
    /// Addresses of schemas that have been reported, each under one code.
    reported: BTreeSet<(&'static str, String)>,
    /// How many outlines are being made within one another.
    pub(super) sketching: usize,
    depth: usize,
}

impl<'d, 'r> LowerCx<'d, 'r> {
    /// A context with an id for each component, in order of their names.
    pub(super) fn new(document: &'d Document<'d>, options: &'d LowerOptions, diagnostics: &'r mut Diagnostics) -> Self {
        let schemas = &document.components.schemas;
        let mut component_order: Vec<usize> = (0..schemas.len()).collect();
        let key = |position: &usize| {
            let name = schemas.get_index(*position).map(|(name, _)| name.as_str()).unwrap_or_default();
            (component_name(name).is_none(), name)
        };
        component_order.sort_by(|one, two| key(one).cmp(&key(two)));
        let mut drafts = Drafts::default();
        let mut component_ids = vec![TypeId(0); schemas.len()];
        for &position in &component_order {
            if let Some(slot) = component_ids.get_mut(position) {
                *slot = drafts.reserve();
            }
        }
        Self {
            document,
            options,
            diagnostics,
            drafts,
            component_ids,
            component_order,
            referenced: BTreeSet::new(),
            claimed: BTreeSet::new(),
            forms: BTreeMap::new(),
            families: Families::of(document),
            null_memo: BTreeMap::new(),
            outline_memo: BTreeMap::new(),
            reported: BTreeSet::new(),
            sketching: 0,
            depth: 0,
        }
    }

    /// The component a reference leads to: its position and schema.
    pub(super) fn component(&self, reference: &str) -> Option<(usize, &'d Schema<'d>)> {
        let document: &'d Document<'d> = self.document;
        document.components.schemas.get_full(reference).map(|(position, _, schema)| (position, schema))
    }

    /// The reference text of a component.
    pub(super) fn component_key(&self, position: usize) -> &'d str {
        let document: &'d Document<'d> = self.document;
        document.components.schemas.get_index(position).map(|(key, _)| key.as_str()).unwrap_or_default()
    }

    /// The type of a component.
    pub(super) fn component_id(&self, position: usize) -> TypeId {
        self.component_ids.get(position).copied().unwrap_or(TypeId(0))
    }

    /// A use of the component's own type.
    pub(super) fn use_component(&mut self, position: usize) -> TypeRef {
        self.referenced.insert(position);
        TypeRef::Named(self.component_id(position))
    }

    /// Runs `lower` one level deeper; beyond the deepest level any JSON value stands for the rest.
    pub(super) fn deeper(&mut self, at: &Pointer, lower: impl FnOnce(&mut Self) -> TypeRef) -> TypeRef {
        if self.depth >= DEEPEST {
            self.report(crate::diagnostics::codes::INTERSECTION_TOO_DEEP, at, || {
                "types are nested too deeply here, so any value is accepted".to_owned()
            });
            return TypeRef::Json;
        }
        self.depth += 1;
        let ty = lower(self);
        self.depth -= 1;
        ty
    }

    /// Reports a finding, once for a code and place however often the schema is used.
    pub(super) fn report(&mut self, code: Code, at: &Pointer, message: impl FnOnce() -> String) {
        self.report_with(code, at, message, None);
    }

    /// Reports a finding with a repair, once for a code and place.
    pub(super) fn report_with(
        &mut self,
        code: Code,
        at: &Pointer,
        message: impl FnOnce() -> String,
        help: Option<String>,
    ) {
        if self.reported.insert((code.name(), at.to_string())) {
            let mut diagnostic = Diagnostic::new(code, at, message());
            diagnostic.help = help;
            self.diagnostics.push(diagnostic);
        }
    }
}

/// The name of a component of the document; none for other things that references lead to.
pub(super) fn component_name(reference: &str) -> Option<&str> {
    reference.strip_prefix("#/components/schemas/").filter(|name| !name.contains('/'))
}

/// Where a type stands, should it turn out to need a name.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The reserved type, where it is a component's own.
    pub(super) id: Option<TypeId>,
    /// Whose part it is.
    pub(super) owner: Owner,
    /// Which part.
    pub(super) role: Role,
}

impl Place {
    /// A component's own type.
    pub(super) fn component(id: TypeId) -> Self {
        Self { id: Some(id), owner: Owner::None, role: Role::Whole }
    }

    /// A part of an owner.
    pub(super) fn part(owner: Owner, role: Role) -> Self {
        Self { id: None, owner, role }
    }

    /// The place of what stands in this one without a name of its own: an element of a list, a value of a map.
    pub(super) fn inner(&self, role: Role) -> Self {
        match self.id {
            Some(id) => Self::part(Owner::Type(id), role),
            None => self.clone(),
        }
    }
}
