//! The divisions that the program carries, put on record over HTTP.

use shouwang_app::divisions::around;
use shouwang_domain::register::Record as _;
use shouwang_domain::registers::unit::{Function, Unit};
use shouwang_domain::system::role_grant::Role;

use crate::support::{Server, unit};

#[tokio::test]
async fn the_province_enters_the_divisions_that_the_program_carries() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        server.put(vec![(Unit::NAME, unit("U0", "省数据局", "43", &[Function::CompetentDepartment]))]).await;
        let province = server.somebody("province", Role::Approver, Some("U0")).await;
        let county = server.somebody("county", Role::Approver, Some("U1")).await;
        let all = around("433130").len();
        // The province, the prefecture and the county were entered by somebody, and stay as they are.
        let entered = server.post_nothing("/api/v1/divisions?around=433130", &province).await;
        let counts =
            |reply: &crate::support::Reply| (reply.status, reply.json()["added_count"].as_u64(), reply.json()["unchanged_count"].as_u64());
        let (added, kept) = (u64::try_from(all - 3).unwrap(), u64::try_from(all).unwrap());
        assert_eq!(counts(&entered), (201, Some(added), Some(3)), "{entered:?}");
        let again = server.post_nothing("/api/v1/divisions?around=433130", &province).await;
        assert_eq!(counts(&again), (201, Some(0), Some(kept)));
        let county_row = server.get("/api/v1/registers/division/rows?filter=code:eq:433130", &province).await.json();
        assert_eq!(county_row["rows"][0]["row"]["name"], "甲县");
        let unknown = server.post_nothing("/api/v1/divisions?around=99", &province).await;
        assert_eq!((unknown.status, unknown.code().as_str()), (400, "bad_parameter"));
        assert_eq!(server.post_nothing("/api/v1/divisions", &county).await.code(), "forbidden");
    }
}
