//! Logistic regression with a quadratic penalty, solved in its dual, one example at a time.
//!
//! H.-F. Yu, F.-L. Huang, C.-J. Lin: Dual coordinate descent methods for logistic regression and maximum entropy
//! models. Machine Learning 85, 2011.

/// A row of a problem.
pub(super) struct Example<'r> {
    /// The clues that are there, by number, and how much of each.
    pub clues: &'r [(u32, f32)],
    /// What is right.
    pub right: bool,
    /// The most that it may pull; the more, the less the weights are held back.
    pub pull: f32,
}

/// What is to be learned for one score.
pub(super) struct Problem<'r> {
    pub examples: Vec<Example<'r>>,
    /// How many clues there are.
    pub clues: usize,
}

/// Passes over all examples; the weights no longer move in the second place after so many.
const PASSES: usize = 20;
/// Halvings of the range in which an example's pull lies.
const HALVINGS: usize = 24;

impl Problem<'_> {
    /// A weight for each clue.
    pub(super) fn solve(&self) -> Vec<f32> {
        let mut weights = vec![0.0_f32; self.clues];
        let mut pulls: Vec<f32> = self.examples.iter().map(|example| example.pull / 2.0).collect();
        for (example, pull) in self.examples.iter().zip(&pulls) {
            example.push(&mut weights, *pull);
        }
        let lengths: Vec<f32> = self.examples.iter().map(Example::length).collect();
        let mut order: Vec<usize> = (0..self.examples.len()).collect();
        let mut dice = Dice(0x2545_f491_4f6c_dd1d);
        for _ in 0..PASSES {
            dice.shuffle(&mut order);
            for index in &order {
                let (Some(example), Some(pull), Some(length)) =
                    (self.examples.get(*index), pulls.get_mut(*index), lengths.get(*index))
                else {
                    continue;
                };
                let better = example.best_pull(&weights, *pull, *length);
                example.push(&mut weights, better - *pull);
                *pull = better;
            }
        }
        weights
    }
}

impl Example<'_> {
    fn sign(&self) -> f32 {
        if self.right { 1.0 } else { -1.0 }
    }

    /// The square of the row's length.
    fn length(&self) -> f32 {
        self.clues.iter().map(|(_, seen)| seen * seen).sum()
    }

    fn push(&self, weights: &mut [f32], by: f32) {
        for (clue, seen) in self.clues {
            if let Some(weight) = weights.get_mut(*clue as usize) {
                *weight += by * self.sign() * seen;
            }
        }
    }

    /// How far the weights say what is right.
    fn margin(&self, weights: &[f32]) -> f32 {
        let says =
            |(clue, seen): &(u32, f32)| weights.get(*clue as usize).map_or(0.0, |weight| weight * seen);
        self.sign() * self.clues.iter().map(says).sum::<f32>()
    }

    /// Where the dual is least along this example: `odds + length * (pull - now) + margin = 0`, with
    /// `pull = most / (1 + exp(-odds))`. The left side grows with the odds, so halving finds the place.
    fn best_pull(&self, weights: &[f32], now: f32, length: f32) -> f32 {
        let margin = self.margin(weights);
        let pull = |odds: f32| self.pull / (1.0 + (-odds).exp());
        let (mut low, mut high) = (-margin - length * (self.pull - now), -margin + length * now);
        for _ in 0..HALVINGS {
            let odds = f32::midpoint(low, high);
            if odds + length * (pull(odds) - now) + margin > 0.0 {
                high = odds;
            } else {
                low = odds;
            }
        }
        pull(f32::midpoint(low, high))
    }
}

/// A xorshift generator: the order must be mixed, not secret, and the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn shuffle(&mut self, order: &mut [usize]) {
        for last in (1..order.len()).rev() {
            let other = self.roll() % (last as u64 + 1);
            order.swap(last, usize::try_from(other).unwrap_or(last));
        }
    }
}
