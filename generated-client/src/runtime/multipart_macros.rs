//! The table of a struct that is sent in several parts.

/// The parts of a struct that is sent as `multipart/form-data`:
/// `multipart!(UploadFiles { files: each "files" file, config: optional "config" json "application/json" });`.
///
/// A member without a field is `constant "type" = "report"`; `rest extra` behind the braces names the field that holds
/// what the document does not name. A value in a style is `styled PipeDelimited false`; `headers { "X-Kind" = "scan" }`
/// behind a row are those of its parts.
macro_rules! multipart {
    () => {};
    ($name:ident { $($rows:tt)* } $(rest $rest:ident)?) => {
        // Without a client nothing is sent, and the name is only named.
        #[cfg(not(feature = "client"))]
        const _: ::std::marker::PhantomData<$name> = ::std::marker::PhantomData;

        #[cfg(feature = "client")]
        impl crate::runtime::multipart::MultipartBody for $name {
            fn fill(&self, form: &mut crate::runtime::multipart::Form) {
                crate::runtime::macros::multipart!(@rows self, form, $($rows)*);
                $(
                    for (name, value) in &self.$rest {
                        form.text(name, value, None);
                    }
                )?
            }
        }
    };
    (@rows $self:ident, $form:ident,) => {};
    (
        @rows $self:ident, $form:ident,
        $member:ident: $mode:ident $wire:literal styled $style:ident $explode:literal
        $(headers { $($header:literal = $value:literal),* })? $(, $($rows:tt)*)?
    ) => {
        $($form.declare(&[$(($header, $value)),*]);)?
        for value in crate::runtime::macros::multipart!(@values $self.$member, $mode) {
            $form.styled($wire, value, crate::runtime::Style::$style, $explode);
        }
        $(crate::runtime::macros::multipart!(@end $form, $($header),*);)?
        $(crate::runtime::macros::multipart!(@rows $self, $form, $($rows)*);)?
    };
    (@rows $self:ident, $form:ident, constant $wire:literal = $text:literal $(, $($rows:tt)*)?) => {
        $form.text($wire, &$text, None);
        $(crate::runtime::macros::multipart!(@rows $self, $form, $($rows)*);)?
    };
    (
        @rows $self:ident, $form:ident,
        $member:ident: $mode:ident $wire:literal $kind:ident $($media:literal)?
        $(headers { $($header:literal = $value:literal),* })? $(, $($rows:tt)*)?
    ) => {
        $($form.declare(&[$(($header, $value)),*]);)?
        for value in crate::runtime::macros::multipart!(@values $self.$member, $mode) {
            crate::runtime::macros::multipart!(@part $form, $wire, value, $kind $(, $media)?);
        }
        $(crate::runtime::macros::multipart!(@end $form, $($header),*);)?
        $(crate::runtime::macros::multipart!(@rows $self, $form, $($rows)*);)?
    };
    (@end $form:ident, $($header:literal),*) => { $form.declare(&[]) };
    (@values $self:ident.$member:ident, required) => { [&$self.$member] };
    (@values $self:ident.$member:ident, optional) => { $self.$member.iter() };
    (@values $self:ident.$member:ident, nullable) => { $self.$member.as_option().into_iter() };
    (@values $self:ident.$member:ident, each) => { &$self.$member };
    (@values $self:ident.$member:ident, each_optional) => { $self.$member.iter().flatten() };
    (@part $form:ident, $wire:literal, $value:ident, file) => { $form.file($wire, $value) };
    (@part $form:ident, $wire:literal, $value:ident, file, $media:literal) => { $form.file_of_type($wire, $value, $media) };
    (@part $form:ident, $wire:literal, $value:ident, text) => { $form.text($wire, $value, None) };
    (@part $form:ident, $wire:literal, $value:ident, text, $media:literal) => { $form.text($wire, $value, Some($media)) };
    (@part $form:ident, $wire:literal, $value:ident, json) => { $form.json($wire, $value, None) };
    (@part $form:ident, $wire:literal, $value:ident, json, $media:literal) => { $form.json($wire, $value, Some($media)) };
}

pub(crate) use multipart;

// An API may need only some of the tables.
super::macros::multipart!();
