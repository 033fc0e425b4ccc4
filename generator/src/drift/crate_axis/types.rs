//! The rows of types and their members.

use super::Cx;
use super::rows::{Row, Rows, What};
use super::spelling::{content, spelled, without_null};
use crate::ir::{Additional, Content, Field, Shape, Struct, TypeDef, TypeId, TypeRef};
use crate::names::TypeNames;
use crate::plan::{FieldForm, TypePlan};
use crate::pointer::Pointer;

/// A type with all that is known of it.
struct Known<'a> {
    id: TypeId,
    def: &'a TypeDef,
    names: &'a TypeNames,
    plan: &'a TypePlan,
    origin: Pointer,
    path: String,
}

pub(super) fn add(cx: &Cx<'_>, rows: &mut Rows) {
    let all = cx.api.types.iter().zip(&cx.names.types).zip(&cx.plan.types);
    for (((def, names), plan), id) in all.zip((0_u32..).map(TypeId)) {
        let origin = def.origins.first().cloned().unwrap_or_default();
        let known = Known { id, def, names, plan, origin, path: format!("types::{}", names.name) };
        known.whole(cx, rows);
        match &def.shape {
            Shape::Struct(shape) => known.structure(cx, shape, rows),
            Shape::Enum(shape) => {
                for (value, name) in shape.values.iter().zip(&names.members) {
                    known.row(rows, &format!("::{name}"), What::Unit, String::new(), &format!("value {}", value.value));
                }
            }
            Shape::Union(shape) => known.arms(cx, rows, shape.arms.iter().map(|arm| (arm.hint.as_deref(), &arm.ty))),
            Shape::Events(shape) => {
                for (index, (arm, name)) in shape.arms.iter().zip(&names.members).enumerate() {
                    let what = match arm.payload {
                        Content::Empty | Content::Stream(_) => What::Unit,
                        _ => known.holding(cx, index),
                    };
                    let signature = content(cx, &arm.payload);
                    known.row(rows, &format!("::{name}"), what, signature, &format!("event {}", arm.event));
                }
            }
            Shape::Alias(_) => {}
        }
    }
}

impl Known<'_> {
    fn row(&self, rows: &mut Rows, below: &str, what: What, signature: String, identity: &str) {
        // One schema can give several types: a role tells them apart.
        let identity = format!("{:?} {:?} {identity}", self.def.wire, self.def.context.role);
        let row = Row { of: Some(self.id), ..Row::new(what, signature, &self.origin, &identity) };
        rows.add(format!("{}{below}", self.path), row);
    }

    fn whole(&self, cx: &Cx<'_>, rows: &mut Rows) {
        let (what, signature) = match &self.def.shape {
            Shape::Struct(_) => (What::Struct, String::new()),
            Shape::Enum(_) | Shape::Union(_) | Shape::Events(_) => (What::Enum, String::new()),
            Shape::Alias(of) => (What::Alias, spelled(cx, of)),
        };
        self.row(rows, "", what, signature, "type");
        if self.plan.default {
            self.row(rows, ": Default", What::Trait, String::new(), "default");
        }
    }

    fn structure(&self, cx: &Cx<'_>, shape: &Struct, rows: &mut Rows) {
        let members: Vec<_> = shape.fields.iter().zip(&self.names.members).zip(&self.plan.fields).collect();
        for (index, ((field, name), form)) in members.iter().enumerate() {
            if **form != FieldForm::Constant {
                let signature = self.field(cx, index, field, **form);
                self.row(rows, &format!("::{name}"), What::Field, signature, &format!("field {}", field.name));
            }
        }
        if let Additional::Kept(value) = &shape.additional {
            let signature = format!("Map<String, {}>", spelled(cx, value));
            self.row(rows, &format!("::{}", self.names.rest), What::Field, signature, "rest");
        }
        if let Some(taken) = &self.plan.constructor {
            let arguments = taken.iter().filter_map(|index| {
                let ((field, _), form) = members.get(*index)?;
                Some(self.argument(cx, *index, field, **form))
            });
            let signature = format!("({})", arguments.collect::<Vec<_>>().join(", "));
            self.row(rows, "::new()", What::Constructor, signature, "constructor");
        }
        for ((field, name), form) in self.plan.setters.iter().filter_map(|index| members.get(*index)) {
            // A setter of a nullable member takes null as well.
            let null = if **form == FieldForm::Nullable { " or null" } else { "" };
            let signature = format!("{}{null}", spelled(cx, without_null(&field.ty)));
            self.row(rows, &format!("::{name}()"), What::Setter, signature, &format!("setter {}", field.name));
        }
    }

    fn field(&self, cx: &Cx<'_>, index: usize, field: &Field, form: FieldForm) -> String {
        let inner = spelled(cx, without_null(&field.ty));
        let boxed = cx.plan.boxed.contains(&(self.id, index));
        let inner = if boxed { format!("Box<{inner}>") } else { inner };
        match form {
            FieldForm::Required if matches!(field.ty, TypeRef::Nullable(_)) => format!("Option<{inner}>"),
            FieldForm::Required | FieldForm::Constant => inner,
            FieldForm::Optional => format!("Option<{inner}>"),
            FieldForm::Nullable => format!("Nullable<{inner}>"),
        }
    }

    /// The constructor boxes by itself what cannot be null.
    fn argument(&self, cx: &Cx<'_>, index: usize, field: &Field, form: FieldForm) -> String {
        let nullable = matches!(field.ty, TypeRef::Nullable(_));
        match (form, nullable) {
            (FieldForm::Required, false) => spelled(cx, &field.ty),
            _ => self.field(cx, index, field, form),
        }
    }

    fn holding(&self, cx: &Cx<'_>, index: usize) -> What {
        What::Holding { boxed: cx.plan.boxed.contains(&(self.id, index)) }
    }

    fn arms<'a>(&self, cx: &Cx<'_>, rows: &mut Rows, arms: impl Iterator<Item = (Option<&'a str>, &'a TypeRef)>) {
        for (index, ((hint, ty), name)) in arms.zip(&self.names.members).enumerate() {
            let signature = spelled(cx, ty);
            let identity = format!("arm {}", hint.map_or_else(|| signature.clone(), str::to_owned));
            self.row(rows, &format!("::{name}"), self.holding(cx, index), signature.clone(), &identity);
            if self.plan.from_arms.contains(&index) {
                self.row(
                    rows,
                    &format!(": From<{signature}>"),
                    What::Trait,
                    String::new(),
                    &format!("from {signature}"),
                );
            }
        }
    }
}
