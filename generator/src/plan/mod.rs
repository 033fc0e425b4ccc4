//! The plan stage: decides the form of every item, so that `emit` need not.
//!
//! A side table over [`crate::ir`] and [`crate::names`].

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, OperationId, TypeId};
use crate::names::Names;

mod clusters;
mod failures;
mod forms;
mod headers;
mod modules;
mod needs;
mod options;
mod purpose;
mod recursion;
mod samples;
mod sizes;
mod usage;

pub use clusters::Brings;
pub use headers::ModuleHeader;
pub use needs::{Needs, RuntimePart};
pub(crate) use options::{is_argument, stream_extras};
pub use purpose::{Part, Purpose, Way};
pub use samples::{Argument, Ending, Example, Sample};

/// Decides the form of everything.
pub fn plan(api: &Api, names: &Names) -> Plan {
    let directions = usage::directions(api);
    let mut boxed = recursion::boxed(api, names);
    let large = sizes::large(api, &boxed);
    boxed.extend(large.members);
    let types = forms::types(api, &directions);
    let set_or_null = forms::set_or_null(api, &types);
    let needs = needs::needs(api, names);
    let type_modules = modules::types(api, names);
    let purposes = purpose::purposes(api, &type_modules);
    let api_modules = modules::api(api, names);
    let incoming = api.incoming.iter().any(|incoming| incoming.payload.is_some());
    let features = modules::features(&api_modules, &type_modules, incoming);
    let (boxed_errors, boxed_outputs) = (large.errors, large.outputs);
    let shared_errors = failures::shared(api, names, &api_modules, &boxed_errors);
    let mut plan = Plan {
        types,
        purposes,
        with_options: options::of(api),
        set_or_null,
        boxed,
        boxed_errors,
        shared_errors,
        boxed_outputs,
        type_modules,
        api_modules,
        features,
        needs,
        examples: Vec::new(),
    };
    let ids = (0_u32..).take(api.operations.len()).map(OperationId);
    plan.examples = ids.map(|id| samples::of(api, names, &plan, id)).collect();
    plan
}

/// Decisions, by the ids of the IR.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// By [`TypeId`].
    pub types: Vec<TypePlan>,
    /// By [`TypeId`]: what it is for, told where the document says nothing of it.
    pub purposes: Vec<Purpose>,
    /// Operations of which something is left to set once they are begun: optional parameters, or an optional body.
    pub with_options: BTreeSet<OperationId>,
    /// Types that setters take or null: the arms of such a union get a `From` into that too.
    pub set_or_null: BTreeSet<TypeId>,
    /// Members (type, index) whose type is boxed, so that no type contains itself.
    pub boxed: BTreeSet<(TypeId, usize)>,
    /// Error variants (operation, index) whose body is boxed, being large.
    pub boxed_errors: BTreeSet<(OperationId, usize)>,
    /// Operations that fail as an earlier one of their module does, which has the enum.
    pub shared_errors: BTreeMap<OperationId, OperationId>,
    /// Output variants (operation, index) whose body is boxed, being large.
    pub boxed_outputs: BTreeSet<(OperationId, usize)>,
    /// Modules below `types`, sorted by name.
    pub type_modules: Vec<TypeModule>,
    /// Modules below `api`, sorted by name; the untagged one last.
    pub api_modules: Vec<ApiModule>,
    /// The cargo features that the document brings, all of them on by default.
    pub features: Vec<Feature>,
    /// What the crate needs of its dependencies and of the runtime.
    pub needs: Needs,
    /// By [`OperationId`]: the example of each method.
    pub examples: Vec<Vec<Example>>,
}

/// Decisions about a type.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TypePlan {
    /// A request can hold it.
    pub in_request: bool,
    /// An answer, event or incoming payload can hold it.
    pub in_response: bool,
    /// Nothing of it is required, so it has a `Default`.
    pub default: bool,
    /// Where its `Debug` and its `PartialEq` come from.
    pub traits: TraitForm,
    /// The form of each field of a struct, in IR order.
    pub fields: Vec<FieldForm>,
    /// Fields that `new` takes, in order; `None` where there is no `new`.
    pub constructor: Option<Vec<usize>>,
    /// Fields that have setters, in order.
    pub setters: Vec<usize>,
    /// Arms of a union that get a `From`, those of distinct types.
    pub from_arms: Vec<usize>,
}

/// Where the `Debug` and the `PartialEq` of a type come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TraitForm {
    /// They are derived.
    #[default]
    Derived,
    /// From the table that says how it crosses the wire, which knows its secrets.
    Table,
    /// `Debug` is written out, since some of it must not be shown; the rest is derived.
    Written,
}

/// The form of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldForm {
    /// `T`, which is `Option<U>` written as null where the property is nullable.
    Required,
    /// `Option<T>`: absent and null both read as `None`, `None` is not written.
    Optional,
    /// `Nullable<T>`: optional, nullable and sent by the client, so that null can be told from absent.
    Nullable,
    /// No field: a constant written always.
    Constant,
}

/// A cargo feature that the document brings.
#[derive(Clone, Debug, PartialEq)]
pub struct Feature {
    /// Its name.
    pub name: String,
    /// What it brings in.
    pub brings: Brings,
}

/// A module below `types`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TypeModule {
    /// Its name.
    pub name: String,
    /// Its types, sorted by name.
    pub types: Vec<TypeId>,
    /// Features any of which needs it; empty where it is always there.
    pub features: Vec<String>,
}

/// A module below `api`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ApiModule {
    /// Index into [`crate::ir::Api::tags`]; `None` for operations without a tag, whose methods are the client's own.
    pub tag: Option<usize>,
    /// Its name.
    pub name: String,
    /// The feature that brings it in.
    pub feature: String,
    /// Its operations, in IR order.
    pub operations: Vec<OperationId>,
    /// The headers that their answers declare, sorted by name.
    pub headers: Vec<ModuleHeader>,
}
