//! Numbers that look random, and cuts at random.

/// Numbers that look random and are the same in every run.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or_default() % bound
    }

    /// `stream` in chunks of up to `longest` bytes.
    pub(crate) fn cut<'c>(&mut self, mut stream: &'c [u8], longest: usize) -> Vec<&'c [u8]> {
        let mut chunks = Vec::new();
        while !stream.is_empty() {
            let (chunk, rest) = stream.split_at((1 + self.below(longest)).min(stream.len()));
            chunks.push(chunk);
            stream = rest;
        }
        chunks
    }
}
