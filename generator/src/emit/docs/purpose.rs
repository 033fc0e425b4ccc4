//! What a type is for -> a line, for types that the document says nothing of.

use super::{code, route_code};
use crate::emit::cx::Cx;
use crate::ir::{OperationId, TypeId};
use crate::plan::{Part, Purpose, Way};

/// The longest route that is told in full.
const LONGEST_ROUTE: usize = 70;

/// ``An item of `data` of [`AccountList`].``
pub(super) fn line(cx: &Cx<'_>, id: TypeId) -> String {
    let purpose = &cx.plan.purposes[id.index()];
    let holder = holder(cx, id, purpose);
    let text = match purpose.way {
        Way::Whole => whole(purpose.part, &holder),
        Way::Item => format!("An item of {holder}"),
        Way::Value => format!("A value of {holder}"),
        Way::Element => format!("An element of {holder}"),
    };
    let others = if purpose.others { " and others" } else { "" };
    format!("{}{others}.", capital(&text))
}

/// What a type is that something holds as it is.
fn whole(part: Part, holder: &str) -> String {
    match part {
        Part::Request(_) => format!("{holder} as it is sent"),
        Part::Variant(..) => format!("What {holder} holds"),
        Part::Rest(_) | Part::Alias(_) => format!("A value of {holder}"),
        Part::Stream(_) => format!("An item of {holder}"),
        _ => holder.to_owned(),
    }
}

/// What holds the type, as it is called within a sentence.
fn holder(cx: &Cx<'_>, id: TypeId, purpose: &Purpose) -> String {
    let types = |of: TypeId| cx.type_names(of);
    let link = |text: &str| if purpose.near { format!("[`{text}`]") } else { format!("`{text}`") };
    match purpose.part {
        Part::Name => {
            let component = cx.type_def(id).context.component.as_ref();
            format!("the schema {}", code(component.unwrap_or(&types(id).name)))
        }
        Part::Request(of) | Part::Alias(of) => link(&types(of).name),
        Part::Field(of, index) => {
            let name = types(of).members[index].trim_start_matches("r#");
            format!("`{name}` of {}", link(&types(of).name))
        }
        Part::Rest(of) => format!("`{}` of {}", types(of).rest.trim_start_matches("r#"), link(&types(of).name)),
        Part::Variant(of, index) => link(&format!("{}::{}", types(of).name, types(of).members[index])),
        Part::Parameter(of, index) => {
            format!("the parameter {} of {}", code(&cx.operation(of).parameters[index].name), operation(cx, of))
        }
        Part::Body(of) => format!("the body of {}", operation(cx, of)),
        Part::Answer(of) => format!("the answer of {}", operation(cx, of)),
        Part::Failure(of) => format!("an error of {}", operation(cx, of)),
        Part::Header(of) => format!("a header of {}", operation(cx, of)),
        Part::Events(of) => format!("the events of {}", operation(cx, of)),
        Part::Stream(of) => format!("the stream of {}", operation(cx, of)),
        Part::Payload(index) => format!("the payload of {}", code(&cx.api.incoming[index].name)),
    }
}

/// `GET /threads/`, or the method where that would be long: `threads().list`.
fn operation(cx: &Cx<'_>, id: OperationId) -> String {
    let route = route_code(cx.operation(id));
    if route.chars().count() <= LONGEST_ROUTE {
        return route;
    }
    let method = cx.operation_names(id).methods.first().map_or("", |method| method.trim_start_matches("r#"));
    let tag = cx.operation(id).tag.map(|tag| cx.names.tags[tag].module.trim_start_matches("r#"));
    tag.map_or_else(|| format!("`{method}`"), |tag| format!("`{tag}().{method}`"))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
