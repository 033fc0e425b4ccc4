//! The example of each method: what a caller writes for its arguments, and what is done with what comes back.
//!
//! A value that would be long to write is [`Sample::Given`]. Puts nothing into words: see [`crate::emit`].

use super::{Plan, is_argument};
use crate::ir::{
    Api, Body, BodyForm, BodyOption, Content, Field, Operation, OperationId, Output, Scalar, Shape, TypeId, TypeRef,
    Wire,
};
use crate::names::{Names, OperationNames};

/// The example of a method.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// What stands for each argument, in their order.
    pub arguments: Vec<Argument>,
    /// What is done with what comes back.
    pub ending: Ending,
}

/// An argument of an example.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// Its name.
    pub name: String,
    /// Its type, as the document has it; `None` for text and bytes that are a body.
    pub ty: Option<TypeRef>,
    /// The method takes it as it is, even where it would borrow another.
    pub owned: bool,
    /// What stands for it.
    pub sample: Sample,
}

/// A value that is easily written.
#[derive(Clone, Debug, PartialEq)]
pub enum Sample {
    /// A text.
    Text(String),
    /// A text that is given away.
    String(String),
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A boolean.
    Boolean,
    /// Nothing but null.
    Unit,
    /// A text that is parsed.
    Parsed(&'static str),
    /// A text whose bytes are meant.
    Bytes(String),
    /// The content of a file.
    File(String),
    /// The part of a form that is a file.
    Part(String),
    /// Null.
    Absent,
    /// A list of one.
    List(Box<Sample>),
    /// A map of nothing.
    Map,
    /// Any JSON.
    Json,
    /// A variant of an enum.
    Variant(TypeId, usize),
    /// A struct by its constructor.
    New(TypeId, Vec<Sample>),
    /// What becomes an arm of a union.
    Arm(Box<Sample>),
    /// None: the caller has it.
    Given,
}

/// What is done with what comes back.
#[derive(Clone, Debug, PartialEq)]
pub enum Ending {
    /// Nothing.
    Sent,
    /// It gets a name.
    Answer(String),
    /// The items of all pages are shown.
    Items,
    /// Each event is shown.
    Events,
    /// The bytes are counted.
    Chunks,
}

/// The examples of an operation, one for each of its methods.
pub(super) fn of(api: &Api, names: &Names, plan: &Plan, id: OperationId) -> Vec<Example> {
    let (Some(operation), Some(names_here)) = (api.operations.get(id.index()), names.operations.get(id.index())) else {
        return Vec::new();
    };
    let cx = Cx { api, names, plan };
    let methods = 0..names_here.methods.len();
    let example =
        |option| Example { arguments: arguments(&cx, operation, names_here, option), ending: ending(&cx, operation) };
    methods.map(example).collect()
}

struct Cx<'a> {
    api: &'a Api,
    names: &'a Names,
    plan: &'a Plan,
}

fn arguments(cx: &Cx<'_>, operation: &Operation, names: &OperationNames, option: usize) -> Vec<Argument> {
    let parameters = operation.parameters.iter().zip(&names.parameters);
    let required = parameters.filter(|(parameter, _)| parameter.required && parameter.constant.is_none());
    let mut arguments: Vec<Argument> = required
        .map(|(parameter, name)| {
            let ty = without_null(&parameter.ty).clone();
            Argument { name: name.clone(), sample: short(sample(cx, &ty, name, 0)), ty: Some(ty), owned: false }
        })
        .collect();
    let body = operation.body.as_ref().filter(|body| is_argument(body, option));
    if let Some(option) = body.and_then(|body: &Body| body.options.get(option)) {
        arguments.push(body_argument(cx, option, &names.body));
    }
    arguments
}

fn body_argument(cx: &Cx<'_>, option: &BodyOption, name: &str) -> Argument {
    let (ty, sample, owned) = match &option.form {
        BodyForm::Json(ty) | BodyForm::Form { ty, .. } => (Some(ty.clone()), short(sample(cx, ty, name, 0)), false),
        BodyForm::Multipart { ty, .. } => (Some(ty.clone()), short(sample(cx, ty, name, 0)), has_parts(cx, ty)),
        BodyForm::Text => (None, text(name), true),
        BodyForm::Bytes => (None, Sample::File(plain(name)), true),
    };
    Argument { name: name.to_owned(), ty, owned, sample }
}

/// Whether a multipart body is a struct whose fields are its parts: it is sent as it is.
fn has_parts(cx: &Cx<'_>, ty: &TypeRef) -> bool {
    let TypeRef::Named(id) = resolved(cx, ty) else { return false };
    let def = cx.api.types.get(id.index());
    def.is_some_and(|def| def.wire == Wire::Multipart && matches!(def.shape, Shape::Struct(_)))
}

/// How many values an example may show for one argument.
const MOST_VALUES: usize = 6;

/// How deep constructors may stand in each other.
const DEEPEST: usize = 3;

fn short(sample: Sample) -> Sample {
    match values(&sample) {
        Some(count) if count <= MOST_VALUES => sample,
        _ => Sample::Given,
    }
}

/// How many values there are to write; `None` where one is not easily written.
fn values(sample: &Sample) -> Option<usize> {
    match sample {
        Sample::Given => None,
        Sample::List(item) => values(item),
        Sample::Arm(arm) => values(arm),
        Sample::New(_, of) => of.iter().try_fold(1, |sum, value| Some(sum + values(value)?)),
        _ => Some(1),
    }
}

fn sample(cx: &Cx<'_>, ty: &TypeRef, name: &str, depth: usize) -> Sample {
    match resolved(cx, ty) {
        TypeRef::Scalar(scalar) => of_scalar(*scalar, name),
        TypeRef::Nullable(_) => Sample::Absent,
        TypeRef::List(item) => Sample::List(Box::new(given_away(sample(cx, item, name, depth + 1)))),
        TypeRef::Map(_) => Sample::Map,
        TypeRef::Json => Sample::Json,
        TypeRef::Named(id) if depth < DEEPEST => named(cx, *id, name, depth),
        TypeRef::Named(_) | TypeRef::Tuple(_) => Sample::Given,
    }
}

fn named(cx: &Cx<'_>, id: TypeId, name: &str, depth: usize) -> Sample {
    let (Some(def), Some(plan)) = (cx.api.types.get(id.index()), cx.plan.types.get(id.index())) else {
        return Sample::Given;
    };
    match &def.shape {
        Shape::Enum(shape) if !shape.values.is_empty() => Sample::Variant(id, 0),
        Shape::Struct(shape) => {
            let Some(taken) = &plan.constructor else { return Sample::Given };
            let members = cx.names.types.get(id.index()).map_or(&[][..], |names| names.members.as_slice());
            let fields = taken.iter().filter_map(|index| Some((shape.fields.get(*index)?, members.get(*index)?)));
            let value = |(field, member): (&Field, &String)| {
                let value = sample(cx, &field.ty, member, depth + 1);
                // Constructors take anything that becomes a text, but the texts behind another name.
                if field.ty == TypeRef::Scalar(Scalar::String) { value } else { given_away(value) }
            };
            Sample::New(id, fields.map(value).collect())
        }
        Shape::Union(shape) => {
            let arms = plan.from_arms.iter().filter_map(|index| shape.arms.get(*index));
            let samples = arms.filter_map(|arm| arm_sample(cx, &arm.ty, name, depth + 1));
            let shortest = samples.filter_map(|arm| Some((values(&arm)?, arm))).min_by_key(|(count, _)| *count);
            shortest.map_or(Sample::Given, |(_, arm)| Sample::Arm(Box::new(arm)))
        }
        Shape::Enum(_) | Shape::Events(_) | Shape::Alias(_) => Sample::Given,
    }
}

/// An arm whose type is plain to see from the value: numbers could be several.
fn arm_sample(cx: &Cx<'_>, ty: &TypeRef, name: &str, depth: usize) -> Option<Sample> {
    let sample = match resolved(cx, ty) {
        TypeRef::Scalar(Scalar::String) => given_away(text(name)),
        TypeRef::Named(_) => sample(cx, ty, name, depth),
        _ => return None,
    };
    matches!(sample, Sample::String(_) | Sample::Variant(..) | Sample::New(..)).then_some(sample)
}

fn of_scalar(scalar: Scalar, name: &str) -> Sample {
    match scalar {
        Scalar::Bool => Sample::Boolean,
        Scalar::I8
        | Scalar::I16
        | Scalar::I32
        | Scalar::I64
        | Scalar::I128
        | Scalar::U8
        | Scalar::U16
        | Scalar::U32
        | Scalar::U64 => Sample::Integer,
        Scalar::F32 | Scalar::F64 => Sample::Number,
        Scalar::String => text(name),
        Scalar::Uuid => Sample::Parsed("67e55044-10b1-426f-9247-bb680e5fe0c8"),
        Scalar::DateTime => Sample::Parsed("2026-01-31T12:00:00Z"),
        Scalar::Base64 | Scalar::Bytes => Sample::Bytes(plain(name)),
        Scalar::File => Sample::Part(plain(name)),
        Scalar::Null => Sample::Unit,
    }
}

/// The name of a value is what its text is about.
fn text(name: &str) -> Sample {
    let name = plain(name);
    Sample::Text(match name.rsplit('_').next() {
        Some("email") => "ada@example.com".to_owned(),
        Some("url" | "uri") => "https://example.com".to_owned(),
        _ => name,
    })
}

fn given_away(sample: Sample) -> Sample {
    match sample {
        Sample::Text(text) => Sample::String(text),
        other => other,
    }
}

fn plain(name: &str) -> String {
    name.trim_start_matches("r#").to_owned()
}

fn ending(cx: &Cx<'_>, operation: &Operation) -> Ending {
    if operation.paging.is_some() {
        return Ending::Items;
    }
    match &operation.output {
        Output::Empty => Ending::Sent,
        Output::Several(_) => Ending::Answer("answer".to_owned()),
        Output::One(content) | Output::Optional(content) => match content {
            Content::Empty => Ending::Sent,
            Content::Json(ty) => Ending::Answer(answer_name(cx, ty)),
            Content::Text => Ending::Answer("text".to_owned()),
            Content::Bytes => Ending::Chunks,
            Content::Stream(_) => Ending::Events,
        },
    }
}

/// The longest name of an answer that is that of its type.
const LONGEST_NAME: usize = 20;

/// An answer is called as its type is, where that is short.
fn answer_name(cx: &Cx<'_>, ty: &TypeRef) -> String {
    let TypeRef::Named(id) = ty else { return "answer".to_owned() };
    let name = cx.names.types.get(id.index()).map(|names| crate::names::snake(&names.name)).unwrap_or_default();
    let fits = !name.starts_with("r#") && !name.is_empty() && name.len() <= LONGEST_NAME;
    if fits { name } else { "answer".to_owned() }
}

fn without_null(ty: &TypeRef) -> &TypeRef {
    match ty {
        TypeRef::Nullable(inner) => without_null(inner),
        other => other,
    }
}

/// The type behind aliases, which form no circles; the bound only makes that plain.
fn resolved<'a>(cx: &Cx<'a>, ty: &'a TypeRef) -> &'a TypeRef {
    let mut ty = ty;
    for _ in 0..64 {
        let TypeRef::Named(id) = ty else { break };
        let Some(Shape::Alias(aliased)) = cx.api.types.get(id.index()).map(|def| &def.shape) else { break };
        ty = aliased;
    }
    ty
}
