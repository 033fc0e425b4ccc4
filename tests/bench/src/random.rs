//! Numbers and texts that look random and are the same in every run.

/// SplitMix64.
#[derive(Debug)]
pub struct Random {
    state: u64,
}

const WORDS: &str = "the of and to in a is that for it as was with be by on not he his but at are this have from or had an \
    they which one you were all her she there would their we him been has when who will no more if out so up said what its \
    about than into them can only other time new some could these two may first then do any like my now over such our man \
    even most made after also did many off before must well back through years much where your way down should because long \
    each just state those people too little good world make year still work school fire café naïve 東京 😀";

impl Random {
    /// Numbers that begin with `seed`.
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// A number.
    pub fn number(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: u32) -> u32 {
        u32::try_from(self.number() % u64::from(limit)).unwrap_or_default()
    }

    fn index(&mut self, length: usize) -> usize {
        self.below(u32::try_from(length).unwrap_or(u32::MAX)) as usize
    }

    /// True once in `times`.
    pub fn once_in(&mut self, times: u32) -> bool {
        self.below(times) == 0
    }

    /// An id with a prefix.
    pub fn id(&mut self, prefix: &str) -> String {
        format!("{prefix}_{:016x}{:08x}", self.number(), self.below(u32::MAX))
    }

    /// Words with spaces between them.
    pub fn words(&mut self, count: u32) -> String {
        let known: Vec<&str> = WORDS.split_whitespace().collect();
        let words: Vec<&str> = (0..count).map(|_| known[self.index(known.len())]).collect();
        words.join(" ")
    }

    /// Words with line ends, quotes and tabs among them.
    pub fn prose(&mut self, count: u32) -> String {
        let mut text = String::new();
        let mut left = count;
        while left > 0 {
            let run = (3 + self.below(14)).min(left);
            text.push_str(&self.words(run));
            text.push_str(["\n", ", \"", "\" ", ".\n\n", ": ", ". ", "\t"][self.below(7) as usize]);
            left -= run;
        }
        text
    }
}
