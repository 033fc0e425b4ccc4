//! What a value sent as text may be: the types of a schema after references, wrappers and spellings of null.

use crate::drift::side::At;
use crate::spec::{Schema, Types};

/// The types of a value, and the schema that holds its other keywords.
#[derive(Clone, Copy)]
pub(in crate::drift) struct Form<'s> {
    pub(in crate::drift) types: Types,
    pub(in crate::drift) nullable: bool,
    /// The types are listed as alternatives of a union.
    pub(in crate::drift) listed: bool,
    /// It is composed of schemas that are more than types.
    pub(in crate::drift) composed: bool,
    pub(in crate::drift) core: At<'s>,
}

/// How deep wrappers are looked through.
const DEEPEST: usize = 8;

impl<'s> Form<'s> {
    pub(in crate::drift) fn of(at: At<'s>) -> Self {
        Self::within(at, DEEPEST)
    }

    fn within(at: At<'s>, deeper: usize) -> Self {
        let core = at.resolved();
        let schema = core.schema;
        let plain = Self { types: schema.types, nullable: schema.nullable, listed: false, composed: false, core };
        let arms = if schema.one_of.is_empty() { &schema.any_of } else { &schema.one_of };
        let valued: Vec<&Schema<'_>> = arms.iter().filter(|arm| !is_null(arm)).collect();
        let parts: Vec<&Schema<'_>> = schema.all_of.iter().collect();
        let nullable = schema.nullable || valued.len() < arms.len();
        if deeper == 0 {
            return Self { composed: true, ..plain };
        }
        match (valued.as_slice(), parts.as_slice()) {
            ([], []) => plain,
            ([one], []) | ([], [one]) if schema.properties.is_empty() => {
                let form = Self::within(core.to(one), deeper - 1);
                Self { nullable: form.nullable || nullable, ..form }
            }
            (several, []) if several.iter().all(|arm| is_type(arm)) => {
                let types = several.iter().fold(Types::default(), |types, arm| types.union(arm.types));
                Self { types, nullable, listed: true, composed: false, core }
            }
            _ => Self { nullable, composed: true, ..plain },
        }
    }

    pub(in crate::drift) fn format(&self) -> Option<&'s str> {
        self.core.schema.format
    }

    /// Whether these are types of single values.
    pub(in crate::drift) fn are_scalars(types: Types) -> bool {
        types.intersection(Types::ARRAY.union(Types::OBJECT)).is_empty()
    }
}

fn is_null(schema: &Schema<'_>) -> bool {
    schema.types == Types::NULL || schema.constant.is_some_and(serde_json::Value::is_null)
}

/// A schema that states types of single values and nothing else.
fn is_type(schema: &Schema<'_>) -> bool {
    let single = !schema.types.is_empty() && Form::are_scalars(schema.types);
    single
        && schema.reference.is_none()
        && schema.values.is_none()
        && schema.constant.is_none()
        && schema.rare.is_none()
}

/// Whether each value of `from` is one of `to`. As text every value is a string.
pub(in crate::drift) fn contained(from: &Form<'_>, to: &Form<'_>, as_text: bool) -> bool {
    let free_text =
        as_text && to.types.contains(Types::STRING) && to.format().is_none() && Form::are_scalars(from.types);
    let holds = |one: Types| {
        !from.types.contains(one)
            || to.types.contains(one)
            || (one == Types::INTEGER && to.types.contains(Types::NUMBER))
    };
    let all = [Types::STRING, Types::INTEGER, Types::NUMBER, Types::BOOLEAN, Types::ARRAY, Types::OBJECT];
    to.types.is_empty() || (!from.types.is_empty() && (free_text || all.into_iter().all(holds)))
}

/// Whether each value of the format `from` is one of the format `to`, for a type that both have.
pub(in crate::drift) fn format_contained(from: Option<&str>, to: Option<&str>) -> bool {
    let wider =
        [("int32", "int64"), ("int32", "bigint"), ("int64", "bigint"), ("float", "double"), ("date", "date-time")];
    match (from, to) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(from), Some(to)) => from == to || wider.contains(&(from, to)),
    }
}
