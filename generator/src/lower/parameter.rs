//! Turns the parameters of an operation and of its path into the list that a request needs.

use serde_json::Value;

use super::body::encodings;
use super::constant::constant_of;
use super::cx::{LowerCx, Place};
use super::docs::{self, extension};
use super::intersect::Intersection;
use super::media::MediaKind;
use super::nullable::not_null;
use super::path::{Piece, pieces_of};
use super::schema::lower_schema;
use crate::diagnostics::codes;
use crate::ir::{Docs, FieldEncoding, OperationId, Owner, Parameter, ParameterForm, PathPart, Role, Scalar, TypeRef};
use crate::pointer::Pointer;
use crate::spec::{self, Location, MediaType, ParameterValue, RefOr, Schema, Style};

/// Headers that have a place of their own in OpenAPI (4.8.12.2.1), so that parameters of these names are ignored.
const NO_PARAMETERS: &[&str] = &["accept", "content-type", "authorization"];

/// Parameters in order, and the path template in parts that refer to them.
pub(super) fn lower_parameters<'d>(
    cx: &mut LowerCx<'d, '_>,
    item: &'d spec::PathItem<'d>,
    operation: &'d spec::Operation<'d>,
    id: OperationId,
) -> (Vec<Parameter>, Vec<PathPart>) {
    let mut declared = declared(cx, item, operation);
    let (pieces, balanced) = pieces_of(&item.template);
    if !balanced {
        cx.report(codes::PATH_TEMPLATE, &item.at, || {
            format!("a brace in `{}` has no partner and is sent as it is", item.template)
        });
    }
    let (mut parameters, mut parts) = (Vec::new(), Vec::new());
    for piece in pieces {
        parts.push(match piece {
            Piece::Literal(text) => PathPart::Literal(text),
            Piece::Name(name) => {
                PathPart::Parameter(path_parameter(cx, name, &mut declared, &mut parameters, operation, id))
            }
        });
    }
    for (parameter, description) in declared {
        if parameter.location == Location::Path {
            cx.report(codes::PATH_PARAMETER_UNUSED, &parameter.at, || {
                format!("the path has no `{{{}}}`, so this parameter is left out", parameter.name)
            });
        } else {
            parameters.push(lower_parameter(cx, parameter, description, id));
        }
    }
    (parameters, parts)
}

type Declared<'d> = Vec<(&'d spec::Parameter<'d>, Option<&'d str>)>;

/// The parameters of the path, replaced or followed by those of the operation.
fn declared<'d>(
    cx: &mut LowerCx<'d, '_>,
    item: &'d spec::PathItem<'d>,
    operation: &'d spec::Operation<'d>,
) -> Declared<'d> {
    let mut declared: Declared<'d> = Vec::new();
    for (list, own) in [(&item.parameters, false), (&operation.parameters, true)] {
        let inherited = declared.len();
        for reference in list {
            let Some(parameter) = cx.document.parameter(reference) else { continue };
            let description = description_beside(reference);
            match declared.iter().position(|(other, _)| is_same(other, parameter)) {
                Some(at) if at >= inherited || !own => report_repeated(cx, parameter),
                Some(at) => declared.splice(at..=at, [(parameter, description)]).for_each(drop),
                None => declared.push((parameter, description)),
            }
        }
    }
    let secured = operation.security.as_ref().or(cx.document.security.as_ref()).is_some_and(|any| !any.is_empty());
    declared.retain(|(parameter, _)| {
        let name = parameter.name.to_ascii_lowercase();
        let ignored = parameter.location == Location::Header
            && NO_PARAMETERS.contains(&name.as_str())
            // Where no security is declared, nothing else would send it.
            && (secured || name != "authorization");
        if ignored {
            cx.report(codes::PARAMETER_IGNORED, &parameter.at, || {
                format!("the header `{}` is described elsewhere: by bodies, answers and security", parameter.name)
            });
        }
        !ignored
    });
    declared
}

fn description_beside<'d, T>(reference: &'d RefOr<'d, T>) -> Option<&'d str> {
    match reference {
        RefOr::Ref { description, .. } => *description,
        RefOr::Item(_) => None,
    }
}

fn report_repeated(cx: &mut LowerCx<'_, '_>, parameter: &spec::Parameter<'_>) {
    cx.report(codes::PARAMETER_REPEATED, &parameter.at, || {
        format!("`{}` is declared twice in the same place; the first one is used", parameter.name)
    });
}

fn is_same(one: &spec::Parameter<'_>, two: &spec::Parameter<'_>) -> bool {
    let same_name = match one.location {
        Location::Header => one.name.eq_ignore_ascii_case(two.name),
        _ => one.name == two.name,
    };
    one.location == two.location && same_name
}

/// The index of the parameter for a name in the template; an undeclared one is a text.
fn path_parameter<'d>(
    cx: &mut LowerCx<'d, '_>,
    name: String,
    declared: &mut Declared<'d>,
    parameters: &mut Vec<Parameter>,
    operation: &spec::Operation<'_>,
    id: OperationId,
) -> usize {
    if let Some(index) = parameters.iter().position(|parameter| parameter.name == name) {
        return index;
    }
    let found =
        declared.iter().position(|(parameter, _)| parameter.location == Location::Path && parameter.name == name);
    let parameter = match found {
        Some(at) => {
            let (parameter, description) = declared.remove(at);
            Parameter { required: true, ..lower_parameter(cx, parameter, description, id) }
        }
        None => undeclared(cx, name, &operation.at),
    };
    parameters.push(parameter);
    parameters.len() - 1
}

fn undeclared(cx: &mut LowerCx<'_, '_>, name: String, at: &Pointer) -> Parameter {
    let message = format!("the path names `{name}`, which no parameter declares; it is taken for a text");
    cx.diagnostics.report(codes::PATH_PARAMETER_UNDECLARED, at, message);
    Parameter {
        origin: at.clone(),
        name,
        fixed_name: None,
        location: Location::Path,
        required: true,
        constant: None,
        ty: TypeRef::Scalar(Scalar::String),
        form: ParameterForm::Style { style: Style::Simple, explode: false, allow_reserved: false },
        encoding: Vec::new(),
        docs: Docs::default(),
    }
}

fn lower_parameter<'d>(
    cx: &mut LowerCx<'d, '_>,
    parameter: &'d spec::Parameter<'d>,
    description: Option<&'d str>,
    id: OperationId,
) -> Parameter {
    let place = Place::part(Owner::Operation(id), Role::Parameter(parameter.name.to_owned()));
    let (schema, form) = value_of(cx, parameter);
    let ty = schema.map_or(TypeRef::Scalar(Scalar::String), |schema| lower_schema(cx, schema, &place));
    // Null has no text in a style: it is sent by leaving the parameter out.
    let ty = if form == ParameterForm::Json { ty } else { not_null(ty) };
    let mut docs = schema.map(|schema| docs::of_member(&Intersection::of(schema), parameter.name)).unwrap_or_default();
    if let Some(text) = description.or(parameter.description) {
        docs.description = Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    }
    docs.deprecated |= parameter.deprecated;
    Parameter {
        origin: parameter.at.clone(),
        name: parameter.name.to_owned(),
        fixed_name: extension(&parameter.extensions, "x-rust-name").map(str::to_owned),
        location: parameter.location,
        required: parameter.required,
        constant: schema.filter(|_| parameter.required).and_then(only_value),
        ty,
        form,
        encoding: fields_of(cx, parameter, form),
        docs,
    }
}

fn fields_of(cx: &LowerCx<'_, '_>, parameter: &spec::Parameter<'_>, form: ParameterForm) -> Vec<FieldEncoding> {
    match &parameter.value {
        ParameterValue::Content { content, .. } if form == ParameterForm::Form => {
            cx.document.media_type(content).map(|content| encodings(&content.encoding)).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

// A list of one value may grow; only `const` says that there will be no other.
fn only_value(schema: &Schema<'_>) -> Option<Value> {
    schema.constant?;
    constant_of(&Intersection::of(schema)).cloned()
}

/// The schema of a parameter, if it is to be looked at, and how the value becomes text.
fn value_of<'d>(
    cx: &mut LowerCx<'d, '_>,
    parameter: &'d spec::Parameter<'d>,
) -> (Option<&'d Schema<'d>>, ParameterForm) {
    match &parameter.value {
        ParameterValue::Schema { schema, style, explode, allow_reserved } => {
            let form = ParameterForm::Style { style: *style, explode: *explode, allow_reserved: *allow_reserved };
            (Some(&**schema), form)
        }
        ParameterValue::Content { media_type, content } => content_value(cx, parameter, media_type, content),
    }
}

fn content_value<'d>(
    cx: &mut LowerCx<'d, '_>,
    parameter: &'d spec::Parameter<'d>,
    media_type: &str,
    content: &'d RefOr<'d, MediaType<'d>>,
) -> (Option<&'d Schema<'d>>, ParameterForm) {
    let document = cx.document;
    let schema = document.media_type(content).and_then(|content| content.schema.as_ref());
    let whole_query = parameter.location == Location::Querystring;
    match MediaKind::of(media_type) {
        MediaKind::Form => (schema, ParameterForm::Form),
        MediaKind::Any if whole_query => (schema, ParameterForm::Form),
        MediaKind::Json | MediaKind::Any => (schema, ParameterForm::Json),
        MediaKind::Text => (None, plain_style(parameter.location)),
        _ => {
            cx.report(codes::PARAMETER_MEDIA_TYPE, &parameter.at, || {
                format!("`{media_type}` has no text form here, so the value is sent as the caller writes it")
            });
            (None, plain_style(parameter.location))
        }
    }
}

fn plain_style(location: Location) -> ParameterForm {
    let style = match location {
        Location::Path | Location::Header => Style::Simple,
        Location::Query | Location::Querystring | Location::Cookie => Style::Form,
    };
    ParameterForm::Style { style, explode: false, allow_reserved: false }
}
