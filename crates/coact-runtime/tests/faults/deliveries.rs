//! Commands that are delivered twice, late and in any order.

use coact_runtime::store::SqliteStore;
use coact_runtime::testing::audit;
use coact_runtime::{CommandError, Principal};
use pollster::block_on;
use uuid::Uuid;

use crate::errands::{
    Command, Errands, Host, app, ask, carrier, case_id, created, customer, id, now, runner,
};

/// Numbers that look random, the same each time.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).unwrap()
    }
}

type Delivery = (Uuid, Principal<Errands>, Command);

/// Whatever the order, each command takes effect once: too early it is refused and comes again, twice it answers the
/// same again.
#[test]
fn twice_and_in_any_order() {
    let folder = tempfile::tempdir().unwrap();
    let (mut early, mut again) = (0, 0);
    for seed in 1..=8_u64 {
        let store = SqliteStore::open(folder.path().join(format!("{seed}.db"))).unwrap();
        let app = app(&store, &Host::default());
        let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let errand = created(1);
        let mut pending: Vec<Delivery> = vec![
            (id(1), customer(), ask(&["a", "b"])),
            (id(2), runner(), Command::Promise { errand }),
            (id(3), customer(), Command::Accept { errand }),
        ];
        let mut performed: Vec<(Delivery, u64)> = Vec::new();
        let mut parcels = false;
        block_on(async {
            while !pending.is_empty() {
                let chosen = random.below(pending.len());
                let (command_id, who, command) = pending[chosen].clone();
                match app.execute(&who, command_id, command).await {
                    Ok(done) => performed.push((pending.swap_remove(chosen), done.version.0)),
                    Err(CommandError::Rejected(_)) => early += 1,
                    Err(error) => panic!("{error:?}"),
                }
                if !performed.is_empty() {
                    let ((command_id, who, command), version) =
                        performed[random.below(performed.len())].clone();
                    let done = app.execute(&who, command_id, command).await.unwrap();
                    assert_eq!(done.version.0, version, "the same answer");
                    again += 1;
                }
                if random.below(3) == 0 {
                    app.settle().await.unwrap();
                }
                let asked = app.case(&case_id(errand)).await.unwrap().case.parcels;
                if !parcels && asked.len() == 2 {
                    parcels = true;
                    for (n, parcel) in (4..).zip(asked) {
                        let deliver = Command::Deliver { parcel: parcel.key };
                        pending.push((id(n), carrier(), deliver));
                    }
                }
            }
            app.settle().await.unwrap();
            let audit = audit::<Errands, _>(&store, now()).await.unwrap();
            assert_eq!(
                (audit.cases, audit.events, audit.automated),
                (1, 11, 4),
                "seed {seed}"
            );
        });
    }
    assert!(early > 20 && again > 50, "{early} too early, {again} again");
}
