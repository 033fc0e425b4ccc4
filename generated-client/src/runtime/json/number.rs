//! JSON numbers: checked against the grammar, then exact, or an error that names the type they do not fit.

use super::error::{JsonError, JsonErrorKind, excerpt};
use super::reader::Reader;

impl<'a> Reader<'a> {
    /// Reads a number as the text that it is.
    pub fn number(&mut self) -> Result<&'a str, JsonError> {
        let start = match self.peek() {
            Some(b'-' | b'0'..=b'9') => self.at,
            _ => return Err(self.mismatch("a number")),
        };
        self.take(b'-');
        if !self.take(b'0') {
            self.digits()?;
        }
        if self.take(b'.') {
            self.digits()?;
        }
        if self.take(b'e') || self.take(b'E') {
            let _ = self.take(b'+') || self.take(b'-');
            self.digits()?;
        }
        Ok(self.slice(start, self.at))
    }

    /// Reads an integer, also one that is written `1.0` or `1e3`. None if it does not even fit 128 bits.
    pub(super) fn integer(&mut self) -> Result<Option<i128>, JsonError> {
        if !matches!(self.peek(), Some(b'-' | b'0'..=b'9')) {
            return Err(self.mismatch("an integer"));
        }
        if let Some(short) = self.short_integer() {
            return Ok(Some(short.into()));
        }
        let start = self.at;
        let text = self.number()?;
        match integral(text) {
            Integral::Value(value) => Ok(Some(value)),
            Integral::Huge => Ok(None),
            Integral::Fraction => {
                self.at = start;
                Err(self.mismatch("an integer"))
            }
        }
    }

    /// Reads digits without a fraction or an exponent, so few that they fit; nothing is read where something else stands.
    fn short_integer(&mut self) -> Option<i64> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let digits = rest.strip_prefix(b"-").unwrap_or(rest);
        let mut value = 0;
        let mut count = 0;
        for byte in digits.iter().take(18).take_while(|byte| byte.is_ascii_digit()) {
            value = value * 10 + i64::from(byte - b'0');
            count += 1;
        }
        let ends = !matches!(digits.get(count), Some(b'0'..=b'9' | b'.' | b'e' | b'E'));
        let is_plain = count > 0 && ends && (count == 1 || digits.first() != Some(&b'0'));
        is_plain.then(|| {
            let is_negative = digits.len() < rest.len();
            self.at += count + usize::from(is_negative);
            if is_negative { -value } else { value }
        })
    }

    /// Reads a number as the nearest `f64`; one beyond its range is an error.
    pub(super) fn float(&mut self) -> Result<f64, JsonError> {
        let text = self.number()?;
        match text.parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(value),
            _ => Err(self.out_of_range(text, "f64")),
        }
    }

    /// The error of a number, just read, that the type cannot hold.
    #[cold]
    pub(super) fn out_of_range(&self, number: &str, type_name: &str) -> JsonError {
        let message = format!("number `{}` is out of range for {type_name}", excerpt(number));
        JsonError::new(JsonErrorKind::Range, message, self.at.saturating_sub(number.len()))
    }

    /// The error of the number that stands here.
    #[cold]
    pub(super) fn too_large(mut self, type_name: &str) -> JsonError {
        match self.number() {
            Ok(number) => self.out_of_range(number, type_name),
            Err(error) => error,
        }
    }

    #[inline]
    fn take(&mut self, byte: u8) -> bool {
        let found = self.text.as_bytes().get(self.at) == Some(&byte);
        self.at += usize::from(found);
        found
    }

    #[inline]
    fn digits(&mut self) -> Result<(), JsonError> {
        let start = self.at;
        while self.text.as_bytes().get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        if self.at == start { Err(self.unexpected("a digit")) } else { Ok(()) }
    }
}

enum Integral {
    Value(i128),
    Huge,
    Fraction,
}

/// The integer that a number of the grammar denotes, exactly.
fn integral(number: &str) -> Integral {
    let (negative, magnitude) = match number.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, number),
    };
    let (mantissa, exponent) = magnitude.split_once(['e', 'E']).unwrap_or((magnitude, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let fraction = fraction.trim_end_matches('0');
    let digits = format!("{whole}{fraction}");
    let digits = digits.trim_start_matches('0');
    let significant = digits.trim_end_matches('0');
    if significant.is_empty() {
        return Integral::Value(0);
    }
    // An exponent beyond 64 bits can only be meant as huge or as tiny.
    let exponent = exponent.parse::<i64>().unwrap_or(if exponent.starts_with('-') { i64::MIN } else { i64::MAX });
    let zeros = exponent
        .saturating_sub(i64::try_from(fraction.len()).unwrap_or(i64::MAX))
        .saturating_add(i64::try_from(digits.len() - significant.len()).unwrap_or(i64::MAX));
    match u32::try_from(zeros) {
        Err(_) if zeros < 0 => Integral::Fraction,
        Err(_) => Integral::Huge,
        Ok(zeros) => match scaled(significant, zeros) {
            Some(value) => Integral::Value(if negative { -value } else { value }),
            None => Integral::Huge,
        },
    }
}

fn scaled(digits: &str, zeros: u32) -> Option<i128> {
    digits.parse::<i128>().ok()?.checked_mul(10_i128.checked_pow(zeros)?)
}
