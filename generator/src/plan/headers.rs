//! The headers that the answers of a module's operations declare: one constant for all that agree.

use crate::ir::{Api, OperationId};
use crate::names::{Names, header_constant};

/// A header of a module.
#[derive(Clone, Debug, PartialEq)]
pub struct ModuleHeader {
    /// Its constant: `X_TOTAL`.
    pub constant: String,
    /// The first operation that declares it, and where in [`crate::ir::Operation::headers`].
    pub first: (OperationId, usize),
    /// How many operations declare it.
    pub operations: usize,
}

/// The headers of these operations, sorted by their constants. Where operations differ about the type of a header, the
/// first one has its name, and the others have theirs before it.
pub(crate) fn headers(api: &Api, names: &Names, operations: &[OperationId]) -> Vec<ModuleHeader> {
    let mut headers: Vec<ModuleHeader> = Vec::new();
    let declared = |(id, index): (OperationId, usize)| api.operations.get(id.index())?.headers.get(index);
    for id in operations {
        let Some((operation, own)) = api.operations.get(id.index()).zip(names.operations.get(id.index())) else {
            continue;
        };
        for (index, header) in operation.headers.iter().enumerate() {
            let plain = header_constant(&header.name);
            let qualified = format!("{}_{plain}", own.constant);
            let same = headers.iter_mut().find(|known| {
                let other = declared(known.first);
                other.is_some_and(|other| other.ty == header.ty && other.name.eq_ignore_ascii_case(&header.name))
            });
            if let Some(same) = same {
                same.operations += 1;
                continue;
            }
            let free = |constant: &String| headers.iter().all(|known| known.constant != *constant);
            // One of two whose names differ in signs alone is read by its text.
            if let Some(constant) = [plain, qualified].into_iter().find(free) {
                headers.push(ModuleHeader { constant, first: (*id, index), operations: 1 });
            }
        }
    }
    headers.sort_by(|one, two| one.constant.cmp(&two.constant));
    headers
}
