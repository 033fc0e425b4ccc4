//! Compares the parameters of an operation: those of its path and its own, whichever place each stands in.

mod bounds;
mod form;
mod object;
mod value;

pub(super) use form::{Form, contained};

use super::cx::Cx;
use super::finding::{Direction, Finding};
use super::kinds::{Kind, parameters as kinds, streams};
use super::life_cycle::{self, Life, Removal};
use super::matching::{Op, names};
use super::side::{At, Side};
use crate::spec::{Location, Parameter, ParameterValue, Style};

/// A parameter as it is told from others.
struct Known<'s> {
    parameter: &'s Parameter<'s>,
    /// Its position in the path template, its name in lower case in a header, else its name.
    key: (Location, String),
    /// It stands in the operation, not in the path item.
    own: bool,
}

/// Compares the parameters of two operations.
pub(super) fn compare<'s>(cx: &mut Cx<'s>, old: Op<'s>, new: Op<'s>) {
    let (old, new) = (all(cx.old, old), all(cx.new, new));
    let find = |all: &[Known<'s>], key: &(Location, String)| all.iter().position(|known| known.key == *key);
    let mut gone: Vec<&Known<'s>> = Vec::new();
    for known in &old {
        match find(&new, &known.key).and_then(|at| new.get(at)) {
            Some(other) => pair(cx, known.parameter, other.parameter),
            None => gone.push(known),
        }
    }
    let mut fresh: Vec<&Known<'s>> = new.iter().filter(|known| find(&old, &known.key).is_none()).collect();
    relocated(cx, &mut gone, &mut fresh);
    renamed(cx, &mut gone, &mut fresh);
    for known in gone {
        removed(cx, known.parameter);
    }
    for known in fresh {
        added(cx, known.parameter);
    }
    order(cx, &old, &new);
}

/// OpenAPI 3.1.1, section 4.8.10.1: a parameter of the operation replaces that of the path with the same name and place.
fn all<'s>(side: &'s Side<'s>, op: Op<'s>) -> Vec<Known<'s>> {
    let own = op.operation.parameters.iter().filter_map(|parameter| side.document.parameter(parameter));
    let shared = op.item.parameters.iter().filter_map(|parameter| side.document.parameter(parameter));
    let mut open = names(&op.item.template).into_iter().enumerate().collect::<Vec<_>>();
    let mut all: Vec<Known<'s>> = Vec::new();
    let own = own.map(|parameter| (parameter, true));
    for (parameter, own) in own.chain(shared.map(|parameter| (parameter, false))) {
        let key = (parameter.location, name(parameter, &mut open));
        if !all.iter().any(|known| known.key == key) {
            all.push(Known { parameter, key, own });
        }
    }
    // Path parameters under names that the template lacks stand for what it leaves open.
    let lost = all.iter_mut().filter(|known| known.key.0 == Location::Path && known.key.1 == known.parameter.name);
    for (known, (position, _)) in lost.zip(open) {
        known.key.1 = position.to_string();
    }
    all
}

fn name(parameter: &Parameter<'_>, open: &mut Vec<(usize, &str)>) -> String {
    match parameter.location {
        Location::Path => match open.iter().position(|(_, name)| *name == parameter.name) {
            Some(at) => open.remove(at).0.to_string(),
            None => parameter.name.to_owned(),
        },
        Location::Header => parameter.name.to_ascii_lowercase(),
        _ => parameter.name.to_owned(),
    }
}

fn place(parameter: &Parameter<'_>) -> String {
    format!("the {} parameter `{}`", format!("{:?}", parameter.location).to_lowercase(), parameter.name)
}

/// Parameters that went from one place to another under the same name.
fn relocated<'s>(cx: &mut Cx<'s>, gone: &mut Vec<&Known<'s>>, fresh: &mut Vec<&Known<'s>>) {
    gone.retain(|known| {
        let (old, at) = (known.parameter, fresh.iter().position(|other| other.parameter.name == known.parameter.name));
        let Some(at) = at else { return true };
        let new = fresh.remove(at).parameter;
        let sentence = format!("{} is now {}", place(old), place(new));
        report(cx, Finding::new(&kinds::PARAM_LOCATION_CHANGED, sentence).at(&old.at, &new.at));
        false
    });
}

/// Parameters of the same description whose names say the same.
fn renamed<'s>(cx: &mut Cx<'s>, gone: &mut Vec<&Known<'s>>, fresh: &mut Vec<&Known<'s>>) {
    let plain = |name: &str| name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let (old_side, new_side) = (cx.old, cx.new);
    let schema = |side: &'s Side<'s>, parameter: &Parameter<'s>| {
        let members = side.value(&parameter.at)?;
        Some((members.get("schema"), members.get("content"), members.get("style"), members.get("explode")))
    };
    gone.retain(|known| {
        let old = known.parameter;
        let at = fresh.iter().position(|other| {
            let new = other.parameter;
            plain(old.name) == plain(new.name)
                && (old.location, old.required) == (new.location, new.required)
                && schema(old_side, old) == schema(new_side, new)
        });
        let Some(at) = at else { return true };
        let new = fresh.remove(at).parameter;
        let sentence = format!("{} is now called `{}`", place(old), new.name);
        report(cx, Finding::new(&kinds::PARAM_RENAMED, sentence).at(&old.at, &new.at));
        false
    });
}

/// The header by which a client takes a stream up again.
fn resumes(parameter: &Parameter<'_>) -> bool {
    parameter.location == Location::Header && parameter.name.eq_ignore_ascii_case("last-event-id")
}

fn removed(cx: &mut Cx<'_>, old: &Parameter<'_>) {
    let kind = match Life::of_parameter(old).removal(cx) {
        _ if resumes(old) => &streams::SSE_RESUME_CHANGED,
        Removal::Plain => &kinds::PARAM_REMOVED,
        Removal::Deprecated => &kinds::PARAM_REMOVED_DEPRECATED,
        Removal::BeforeSunset => &kinds::PARAM_REMOVED_BEFORE_SUNSET,
        Removal::Unreadable => &super::kinds::life_cycle::PARAM_SUNSET_POLICY,
    };
    report(cx, Finding::new(kind, format!("{} is gone", place(old))).old(&old.at));
}

fn added(cx: &mut Cx<'_>, new: &Parameter<'_>) {
    let (kind, how): (&'static Kind, &str) = match (new.location, new.required) {
        _ if resumes(new) && !new.required => (&streams::SSE_RESUME_CHANGED, "new"),
        (Location::Path, _) => (&kinds::PARAM_PATH_ADDED, "new"),
        (_, true) => (&kinds::PARAM_REQUIRED_ADDED, "new and required"),
        (_, false) => (&kinds::PARAM_OPTIONAL_ADDED, "new and optional"),
    };
    report(cx, Finding::new(kind, format!("{} is {how}", place(new))).new_at(&new.at));
}

/// The order of those that both sides have and that are not in the path.
fn order<'s>(cx: &mut Cx<'s>, old: &[Known<'s>], new: &[Known<'s>]) {
    let common = |all: &[Known<'s>], others: &[Known<'s>]| -> Vec<(Location, String)> {
        let common = all.iter().filter(|known| others.iter().any(|other| other.key == known.key));
        common.map(|known| known.key.clone()).collect()
    };
    let (before, after) = (common(old, new), common(new, old));
    if before != after
        && let (Some(first), Some(second)) = (old.first(), new.first())
        && standing_together(old) == standing_together(new)
    {
        let finding = Finding::new(&kinds::PARAM_ORDER_CHANGED, "the order of the parameters changed");
        report(cx, finding.at(&first.parameter.at, &second.parameter.at));
    }
}

/// Whether each parameter stands in the operation: what moved between path and operation has another order of course.
fn standing_together(all: &[Known<'_>]) -> Vec<bool> {
    let mut all: Vec<_> = all.iter().map(|known| (&known.key, known.own)).collect();
    all.sort();
    all.into_iter().map(|(_, own)| own).collect()
}

fn report(cx: &mut Cx<'_>, finding: Finding) {
    cx.report(finding.sent(Direction::Request));
}

fn pair<'s>(cx: &mut Cx<'s>, old: &'s Parameter<'s>, new: &'s Parameter<'s>) {
    life_cycle::parameter(cx, old, new);
    if old.required != new.required {
        let (kind, how) = if new.required {
            (&kinds::PARAM_BECAME_REQUIRED, "required")
        } else {
            (&kinds::PARAM_BECAME_OPTIONAL, "optional")
        };
        report(cx, Finding::new(kind, format!("{} is now {how}", place(old))).at(&old.at, &new.at));
    }
    if old.description != new.description {
        let sentence = format!("the text about {} changed", place(old));
        let finding = Finding::new(&super::kinds::schemas::DESCRIPTION_CHANGED, sentence);
        report(cx, finding.at(&old.at, &new.at));
    }
    style(cx, old, new);
    values(cx, old, new);
}

fn style<'s>(cx: &mut Cx<'s>, old: &'s Parameter<'s>, new: &'s Parameter<'s>) {
    // Of one value, styles that differ in how they put values together say the same.
    let single = |side: &'s Side<'s>, parameter: &'s Parameter<'s>| match &parameter.value {
        ParameterValue::Schema { schema, .. } => {
            let types = Form::of(At::new(side, schema)).types;
            !types.is_empty() && Form::are_scalars(types)
        }
        ParameterValue::Content { .. } => false,
    };
    let single = single(cx.old, old) || single(cx.new, new);
    let outline = |parameter: &Parameter<'_>| match &parameter.value {
        ParameterValue::Schema { style, explode, allow_reserved, .. } => {
            let style = match style {
                Style::SpaceDelimited | Style::PipeDelimited if single => Style::Form,
                style => *style,
            };
            let explode = if *explode && !single { " explode" } else { "" };
            format!("{style:?}{explode}{}", if *allow_reserved { " allowReserved" } else { "" })
        }
        ParameterValue::Content { media_type, .. } => (*media_type).to_owned(),
    };
    let (before, after) = (outline(old), outline(new));
    if before != after {
        let sentence = format!("the encoding of {} changed from `{before}` to `{after}`", place(old));
        report(cx, Finding::new(&kinds::PARAM_STYLE_CHANGED, sentence).at(&old.at, &new.at));
    }
}

fn values<'s>(cx: &mut Cx<'s>, old: &'s Parameter<'s>, new: &'s Parameter<'s>) {
    let (old_side, new_side) = (cx.old, cx.new);
    match (&old.value, &new.value) {
        (
            ParameterValue::Schema { schema: before, .. },
            ParameterValue::Schema { schema: after, style: Style::Form, explode: true, .. },
        ) => value::compare(cx, At::new(old_side, before), At::new(new_side, after), value::Text::Repeated),
        (ParameterValue::Schema { schema: before, .. }, ParameterValue::Schema { schema: after, .. }) => {
            value::compare(cx, At::new(old_side, before), At::new(new_side, after), value::Text::Once);
        }
        (ParameterValue::Content { content: before, .. }, ParameterValue::Content { content: after, .. }) => {
            let before = old_side.document.media_type(before).and_then(|content| content.schema.as_ref());
            let after = new_side.document.media_type(after).and_then(|content| content.schema.as_ref());
            if let (Some(before), Some(after)) = (before, after) {
                super::schema::compare(cx, At::new(old_side, before), At::new(new_side, after), Direction::Request);
            }
        }
        _ => {}
    }
}
