-- A database as the first version left it (migrations 1 to 50): made with its binary on the county year of the app's tests, one row
-- corrected, one withdrawn and put back; then dumped. Never made anew: it holds the checksums of the migrations that users have.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE _sqlx_migrations (
    version BIGINT PRIMARY KEY,
    description TEXT NOT NULL,
    installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    success BOOLEAN NOT NULL,
    checksum BLOB NOT NULL,
    execution_time BIGINT NOT NULL
);
INSERT INTO _sqlx_migrations VALUES(1,'act','2026-11-22 08:29:26',1,X'00a3a2fb618daaae2e26df6abeaf14caf7ee477ddf17a74a37bffbef0df3fbf6411c3ed29c740a9b15147b35d86c1e2d',268420);
INSERT INTO _sqlx_migrations VALUES(2,'division','2026-11-22 08:29:26',1,X'45f8984a273ba2c58505e9445409fb854d86909589feebd9459b622f9233ce529b9c9df2f8cc5d6b7f3851f090988eaf',188300);
INSERT INTO _sqlx_migrations VALUES(3,'unit','2026-11-22 08:29:26',1,X'1087fc4a35d0da9ba0e39fa58755a070d03fe295824b9f6c154f5510f46a25bb12a212193eaba1da3b4651fc560ae67a',222751);
INSERT INTO _sqlx_migrations VALUES(4,'person','2026-11-22 08:29:26',1,X'8d64cf7f3388edade416135e87dffdafb4c5a8d1b3c6222d5b2053d0c3fd0b1e3eebf4b5de39c304fc89fb07f96faf2d',218696);
INSERT INTO _sqlx_migrations VALUES(5,'appointment','2026-11-22 08:29:26',1,X'9b3058d8e38608ba754e7f5202c65722104ff02db2278439223bb6e52257fd78f638296e4bd288f60285f02cee99b6e5',228531);
INSERT INTO _sqlx_migrations VALUES(6,'account','2026-11-22 08:29:26',1,X'c01a54506ead369d021b90ca70bae8039eece20ba1ebeb35dc558686e09202573768feb22e5a81953f2e625f7f40bf0c',276603);
INSERT INTO _sqlx_migrations VALUES(7,'network','2026-11-22 08:29:26',1,X'c10c053e1b92e5f20a8e76b43f4e67a3840863c8c93ddeb6ec906fa92398a43b097f1f402bfc65c301549d38d6628330',253348);
INSERT INTO _sqlx_migrations VALUES(8,'access link','2026-11-22 08:29:26',1,X'91317553b15c2a114065d863bd50f7d76a61eaddfb16df38cb5ae55e08964058eea5ec958a9a5510741d3396bec25e90',220048);
INSERT INTO _sqlx_migrations VALUES(9,'interface device','2026-11-22 08:29:26',1,X'ffc0460747d0cf0596bb37c7e8bd2665330fd76e31ebd49172a13211337e619269055e217786b8fa350c86cb0ea9d213',188922);
INSERT INTO _sqlx_migrations VALUES(10,'deployed device','2026-11-22 08:29:26',1,X'5928081d740d6eee5a15b6f96458926f12180cec09a8a1e75308aae20c57fa893c199243ec0f10fef12d3bbc422721d8',259086);
INSERT INTO _sqlx_migrations VALUES(11,'hosted device','2026-11-22 08:29:26',1,X'24df27d7c24276dbb5ebb005f0158a6ea8ef742e360a5d02ceeda8748e9c8b4ee39de43102b374d33422a2b35b23abcf',202352);
INSERT INTO _sqlx_migrations VALUES(12,'internet exit','2026-11-22 08:29:26',1,X'ccd49af7a629940022c708251b468429e6e88f02fd075a1cb653c2b2b47615115dfd133592146a36c8ca26fffe53c414',216733);
INSERT INTO _sqlx_migrations VALUES(13,'private network','2026-11-22 08:29:26',1,X'5a24685003ec3f91422ec7fa0b73758a8d9bee7136307a912a55d184d9897997b73d42afd292652db572887a089c13e2',256281);
INSERT INTO _sqlx_migrations VALUES(14,'address prefix','2026-11-22 08:29:26',1,X'fe182ffc685fd3dbbf7f78138db70baed8e2226f9327ac91227068df341feda48351b5f3a353bbc9174ba1d0ace78f08',264143);
INSERT INTO _sqlx_migrations VALUES(15,'terminal','2026-11-22 08:29:26',1,X'6e97377d50ee6610f0a7ed50ee62dd29755fc8344a7d0e786a537dc9afa794c7a3f3366bfcbc5dfbf5570eb324a102f3',256372);
INSERT INTO _sqlx_migrations VALUES(16,'safeguard','2026-11-22 08:29:26',1,X'a1a588b90b64a36daca7c0d14e75cee2b4423b6380688d185c4180fdcd51c4067d8bb6acd20cca3d2674547c5e061fd4',212126);
INSERT INTO _sqlx_migrations VALUES(17,'information system','2026-11-22 08:29:26',1,X'b505e494bfe511679cbcca5bace02e86388bbcf7ffa9b4f526cc1390dcaef73c302ee9872fda1cec8fe71d15eb06b628',233548);
INSERT INTO _sqlx_migrations VALUES(18,'open port','2026-11-22 08:29:26',1,X'9a93780703be483f252f7948a2ff961a05a796d4f2a637327ef53ed0167991f911e45b874967b7a0d16b1b3c05d224f8',211435);
INSERT INTO _sqlx_migrations VALUES(19,'log source','2026-11-22 08:29:26',1,X'f0d88435263c3dfa3162179d441919748e6dd046ea9a8dcd12931a16fa2be161d73ce92687e3e75fb1cee6f4b463932d',239587);
INSERT INTO _sqlx_migrations VALUES(20,'log coverage','2026-11-22 08:29:26',1,X'a7e255c49cb20c04a5bccce8738064d0137bfbce451f22d7f7d8688f6a643f5ca9e273fe25c2b4e217a55952bdea53a7',233518);
INSERT INTO _sqlx_migrations VALUES(21,'cloud tenancy','2026-11-22 08:29:26',1,X'4c0eb881e3da9736539859e9fc12af6ad64a306112ee9d968a073702c4302e39f184373efeb764afea48b3a1f631b140',243453);
INSERT INTO _sqlx_migrations VALUES(22,'resource allocation','2026-11-22 08:29:26',1,X'c77ca0e8b8c8838814e21fa24b3f4dcea6d73b8ec374b29e8b717df774fb5b4af32e925ff395e647878fce08696c90b0',210013);
INSERT INTO _sqlx_migrations VALUES(23,'publishing account','2026-11-22 08:29:26',1,X'e033d093888870ff6183eeb914d8b89bd8484311e570efbdab5873c56da4993c16ec334837b14c8b3c484e8273421fd0',218004);
INSERT INTO _sqlx_migrations VALUES(24,'crypto product','2026-11-22 08:29:26',1,X'67acc4fcfd66208ed11ba6f9c59039ab954026220c2dceed31af7cbb3dd624408031c0cf7f16c5b6706dc78f0e83ee79',209001);
INSERT INTO _sqlx_migrations VALUES(25,'grade filing','2026-11-22 08:29:26',1,X'60477f18dea223c42fd0910eff21aa6262b78d16d9d143ed14edec4f3a72300a39d179a62b53957f987ebe30e4f9e8b6',211055);
INSERT INTO _sqlx_migrations VALUES(26,'grade assessment','2026-11-22 08:29:26',1,X'954faf86542c609e2f582560c12cfc52307c46b2205f2bba001e9338c5e838208a87b16a8b975ba9cefb01abcc950473',198065);
INSERT INTO _sqlx_migrations VALUES(27,'crypto assessment','2026-11-22 08:29:26',1,X'736e4dd10a78cbf6a08db5aea2ad462cd149f02a438dfe1c0f4ee3a06e87ecae177594e24a92ad5b5fe199b99bcfd793',168151);
INSERT INTO _sqlx_migrations VALUES(28,'risk assessment','2026-11-22 08:29:26',1,X'907350b37d1dfc0bafd9dc7afe02bb7aa4ffcdf5b9ceb490d26545b12fb45d641a0eaf1c64d847d8cb44ede63b0ea200',225887);
INSERT INTO _sqlx_migrations VALUES(29,'hazard','2026-11-22 08:29:26',1,X'9dc926562275004b51d19c4af967fe96a6dda26732da5eea249dac06f3a9b86e17ab498a1cc9ca96f34513d17cfd4feb',211305);
INSERT INTO _sqlx_migrations VALUES(30,'data grading','2026-11-22 08:29:26',1,X'0c30cfef4baba0fa654f7cec19ddfd6c67dc844368078f0d768c0a5843fc0697d7709c7813db3ebf027d3e1ed34aefda',228280);
INSERT INTO _sqlx_migrations VALUES(31,'upgrade','2026-11-22 08:29:26',1,X'2c5a4d5938e1dab70de8d9a0c7e7423cfd52c4c2f80dc8624595f387017526763909ba429b32f264ca1440d12efc710a',203583);
INSERT INTO _sqlx_migrations VALUES(32,'incident','2026-11-22 08:29:26',1,X'c9d3cb502736ee3008eed978ae761eed3a2b9190017cba0ef02d67d43a228fb9f2a08fed73ccdc9064ebb1ab52314f68',275770);
INSERT INTO _sqlx_migrations VALUES(33,'provider contract','2026-11-22 08:29:26',1,X'914318bc40b6ce258ed900de481ae34e3313058214ce86e6b6fe2cd6014d467ca778d40c415e594c0edd42398b74fb6f',274829);
INSERT INTO _sqlx_migrations VALUES(34,'provider review','2026-11-22 08:29:26',1,X'9419bb3ecfaf77f0e82df35c6cf14007cf8c8ddbf66a815f826fdb38865a638ed1ecf2a1ace679dc54ce9e14ce51f32a',277533);
INSERT INTO _sqlx_migrations VALUES(35,'onsite staff','2026-11-22 08:29:26',1,X'c04a7db509e3aa5e204399439afb7dde06e2c411c66fabd37b79e5b6e4ef7112b0240d9ef372a6ed7fdbb25ee3b12f0b',308519);
INSERT INTO _sqlx_migrations VALUES(36,'staff vetting','2026-11-22 08:29:26',1,X'337930db2f61c0575765d3ad2533c54b8a3110250f5cec8fea03ffbe9c68a64ec9bbba763061718d088d705329280811',260979);
INSERT INTO _sqlx_migrations VALUES(37,'confidentiality agreement','2026-11-22 08:29:26',1,X'5f244a4af54e9d8b8e7ac8ea562ae08018ad7b72fb08dbb3d0d8801fb164a1cf0e60f7c6da5e7ef4dc15319097be86c0',214609);
INSERT INTO _sqlx_migrations VALUES(38,'training','2026-11-22 08:29:26',1,X'ac9f38f22a2eb52bc152d9081cc5c64136753edac1a9e77c2f70faf51bef2f27f2f8f6e823e6206d4680f736d4c8c6ac',202581);
INSERT INTO _sqlx_migrations VALUES(39,'policy','2026-11-22 08:29:26',1,X'bd79d14a7293352ff9c84343538a010d77d7b0562bd290ac161ddf8e38865568ee0ae7e40ec7f018106951a83f7073d3',182462);
INSERT INTO _sqlx_migrations VALUES(40,'plan','2026-11-22 08:29:26',1,X'546e8761546ae789e3bfbfb2e66edf9dafdedae5752dd50ae1fe5c4f893eda4d23c63e2eb0fa3c4e4017f4dc35258016',209032);
INSERT INTO _sqlx_migrations VALUES(41,'project','2026-11-22 08:29:26',1,X'b6fc86666402a5112218929f4ed3082358002820bc4b7f3737ebab3d854f84b2a8b15e046ad4b7bd3eaa70395afcada7',267429);
INSERT INTO _sqlx_migrations VALUES(42,'budget line','2026-11-22 08:29:26',1,X'1f85b7fd6d7a221f0a9de118d642577da25ddca44f89b8d2d36738791da046069ee0cb77fb3b8dcf087c1c6f0afc460e',202341);
INSERT INTO _sqlx_migrations VALUES(43,'emergency plan','2026-11-22 08:29:26',1,X'abc45171d791198b5d677e9d71a7a40bdf8e02be90e7ab25d5cbe46d40fa3ec4122b251b2d8fc771d6c2727e5630c2a1',210865);
INSERT INTO _sqlx_migrations VALUES(44,'drill','2026-11-22 08:29:26',1,X'772e7baa6ab37970a1e9167ee8e8db8fd3ed45f4c953005fdaf20047919bd5e56a9d32cfe33ea38c1e597448e38e2a93',325024);
INSERT INTO _sqlx_migrations VALUES(45,'report','2026-11-22 08:29:26',1,X'e573d8fec7b7c4d0e0ff8f55cedc906ba3585c48042df9f50747c1fd1af7bdcb6ed3b0d1b0fa8de40041ee13fc4b77db',240207);
INSERT INTO _sqlx_migrations VALUES(46,'debugging work','2026-11-22 08:29:26',1,X'91c7dd56069aeef7ec2f5eb9e7ce971fce095147eb428c0cbf918fa5ad76066a7204e54983821421bc976d545e2c382c',202822);
INSERT INTO _sqlx_migrations VALUES(47,'permission','2026-11-22 08:29:26',1,X'3555d2195d57815a55dd99027f032e138bc0ceb6ffd5e8046853c40524537e1195e20fc3fe1e372208c61ecebfebde4d',228120);
INSERT INTO _sqlx_migrations VALUES(48,'observation','2026-11-22 08:29:26',1,X'5ee0020e0a517dd38ff035a2e1bc86d0f5730e1c7159591359bd165c724498e3d46ee658f03283adc04a0d4492e189f6',222011);
INSERT INTO _sqlx_migrations VALUES(49,'handover','2026-11-22 08:29:26',1,X'69b93754d9801929e7fa315928d9273e1f12c265a36ba5013c0892c0428495a83ec22f0ca4a4622b59053952abdc7ec7',188751);
INSERT INTO _sqlx_migrations VALUES(50,'rule setting','2026-11-22 08:29:26',1,X'f2ee4ebd476cd509044adc96f6c0d96944b016b3ae888f7703f1c13585c0f5cb8b5ced1d578036af11b6c7c8ab80e79b',198696);
CREATE TABLE act (
    id INTEGER NOT NULL PRIMARY KEY,
    learned_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    source TEXT NOT NULL,
    added_count INTEGER NOT NULL,
    changed_count INTEGER NOT NULL,
    withdrawn_count INTEGER NOT NULL,
    unchanged_count INTEGER NOT NULL
) STRICT;
INSERT INTO act VALUES(1,1795336166141542,1795336166141542,'张三','1-base',94,0,0,0);
INSERT INTO act VALUES(2,1795336166197721,1795336166197721,'张三','2-ports-observed',3,0,0,0);
INSERT INTO act VALUES(3,1795336166233474,1795336166233474,'张三','3-logs-lack-a-day',1,0,0,0);
INSERT INTO act VALUES(4,1795336166257634,1795336166257634,'张三','4-second-contact',2,0,0,0);
INSERT INTO act VALUES(5,1795336166289701,1795336166289701,'张三','5-contacts-switched-off',1,0,0,0);
INSERT INTO act VALUES(6,1795336166307422,1795336166307422,'李四','more',0,1,0,0);
INSERT INTO act VALUES(7,1795336166335618,1795336166335618,'李四','gone',0,0,1,0);
INSERT INTO act VALUES(8,1795336166358089,1795336166358089,'李四','back',1,0,0,0);
CREATE TABLE IF NOT EXISTS "division" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "name" TEXT,
    "level" TEXT,
    "parent" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
INSERT INTO division VALUES('43','',NULL,'declared',NULL,NULL,'湖南省','province',NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO division VALUES('4331','',NULL,'declared',NULL,NULL,'湘西土家族苗族自治州','prefecture','43',1795336166141542,1,9223372036854775807,NULL);
INSERT INTO division VALUES('433130','',NULL,'declared',NULL,NULL,'龙山县','county','4331',1795336166141542,1,9223372036854775807,NULL);
INSERT INTO division VALUES('433130104','',NULL,'declared',NULL,NULL,'洗车河镇','township','433130',1795336166141542,1,9223372036854775807,NULL);
CREATE TABLE IF NOT EXISTS "unit" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "name" TEXT,
    "division" TEXT,
    "functions" TEXT,
    "credit_code" TEXT,
    "industry" TEXT,
    "parent" TEXT,
    "handles_important_data" INTEGER,
    "handles_government_data" INTEGER,
    "critical_infrastructure" INTEGER,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
INSERT INTO unit VALUES('U0','',NULL,'declared',NULL,'没有指定运行管理机构','样例州数据局','4331','competent_department',NULL,NULL,NULL,NULL,NULL,NULL,1795336166141542,1,1795336166307422,6);
INSERT INTO unit VALUES('U0','',NULL,'declared',NULL,'改名后补录','样例州数据局（更名）','4331','competent_department',NULL,NULL,NULL,NULL,NULL,NULL,1795336166307422,6,9223372036854775807,NULL);
INSERT INTO unit VALUES('U1','',NULL,'declared',NULL,NULL,'样例县数据局','433130','competent_department',NULL,NULL,NULL,NULL,NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO unit VALUES('U2','',NULL,'declared',NULL,NULL,'样例县政务服务中心','433130','operating_agency',NULL,NULL,NULL,NULL,NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO unit VALUES('U3','2024-01-01',NULL,'declared',NULL,NULL,'样例县甲局','433130','connected_unit',NULL,NULL,NULL,0,NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO unit VALUES('U4','2024-01-01',NULL,'declared',NULL,NULL,'样例县乙局','433130','connected_unit',NULL,NULL,NULL,1,NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO unit VALUES('U5','',NULL,'declared',NULL,NULL,'样例镇人民政府','433130104','government',NULL,NULL,NULL,0,NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO unit VALUES('U5','2026-04-01',NULL,'declared',NULL,'自接入之日起','样例镇人民政府','433130104','connected_unit,government',NULL,NULL,NULL,0,NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO unit VALUES('V1','',NULL,'declared',NULL,NULL,'样例运维公司','433130','provider',NULL,NULL,NULL,NULL,NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
CREATE TABLE IF NOT EXISTS "person" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "name" TEXT,
    "unit" TEXT,
    "phone" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
INSERT INTO person VALUES('C1','',NULL,'declared',NULL,NULL,'样例甲三','U3',NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO person VALUES('C2','','2026-09-30','declared',NULL,NULL,'样例甲四','U3',NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO person VALUES('C3','',NULL,'declared',NULL,NULL,'样例乙三','U4',NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO person VALUES('C4','',NULL,'declared',NULL,NULL,'样例乙四','U4',NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO person VALUES('C5','',NULL,'declared',NULL,NULL,'样例镇二','U5',NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO person VALUES('C6','',NULL,'declared',NULL,NULL,'样例运维一','V1',NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO person VALUES('C7','',NULL,'declared',NULL,NULL,'样例甲五','U3',NULL,1795336166257634,4,9223372036854775807,NULL);
INSERT INTO person VALUES('L3','',NULL,'declared',NULL,NULL,'样例甲一','U3',NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO person VALUES('L4','',NULL,'declared',NULL,NULL,'样例乙一','U4',NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO person VALUES('L5','',NULL,'declared',NULL,NULL,'样例镇一','U5',NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO person VALUES('P1','',NULL,'declared',NULL,NULL,'样例运维二','V1',NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO person VALUES('P2','',NULL,'declared',NULL,NULL,'样例运维三','V1',NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO person VALUES('P3','',NULL,'declared',NULL,NULL,'样例运维四','V1',NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO person VALUES('R3','',NULL,'declared',NULL,NULL,'样例甲二','U3',NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO person VALUES('R4','',NULL,'declared',NULL,NULL,'样例乙二','U4',NULL,1795336166141542,1,9223372036854775807,NULL);
CREATE TABLE IF NOT EXISTS "appointment" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "unit" TEXT,
    "post" TEXT,
    "person" TEXT,
    "department" TEXT,
    "link" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
INSERT INTO appointment VALUES('U3/leader_in_charge/person:L3','2024-01-01',NULL,'declared',NULL,NULL,'U3','leader_in_charge','L3',NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO appointment VALUES('U3/responsible_department/department:办公室','2024-01-01',NULL,'declared',NULL,NULL,'U3','responsible_department',NULL,'办公室',NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO appointment VALUES('U3/responsible_person/person:R3','2024-01-01','2027-12-31','declared',NULL,NULL,'U3','responsible_person','R3',NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO appointment VALUES('U3/security_contact/person:C1','2024-01-01','2027-12-31','declared',NULL,NULL,'U3','security_contact','C1',NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO appointment VALUES('U3/security_contact/person:C2','2024-01-01','2027-12-31','declared',NULL,NULL,'U3','security_contact','C2',NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO appointment VALUES('U3/security_contact/person:C7','2026-11-20','2027-12-31','declared',NULL,NULL,'U3','security_contact','C7',NULL,NULL,1795336166257634,4,9223372036854775807,NULL);
INSERT INTO appointment VALUES('U4/leader_in_charge/person:L4','2024-01-01',NULL,'declared',NULL,NULL,'U4','leader_in_charge','L4',NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO appointment VALUES('U4/responsible_department/department:信息中心','2024-01-01',NULL,'declared',NULL,NULL,'U4','responsible_department',NULL,'信息中心',NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO appointment VALUES('U4/responsible_person/person:R4','2024-01-01','2027-12-31','declared',NULL,NULL,'U4','responsible_person','R4',NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO appointment VALUES('U4/security_contact/person:C3','2024-01-01','2027-12-31','declared',NULL,NULL,'U4','security_contact','C3',NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO appointment VALUES('U4/security_contact/person:C4','2024-01-01','2027-12-31','declared',NULL,NULL,'U4','security_contact','C4',NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO appointment VALUES('U5/leader_in_charge/person:L5','2026-04-01',NULL,'declared',NULL,NULL,'U5','leader_in_charge','L5',NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO appointment VALUES('U5/responsible_department/department:党政办','2026-04-01',NULL,'declared',NULL,NULL,'U5','responsible_department',NULL,'党政办',NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO appointment VALUES('U5/security_contact/person:C5','2026-04-01','2027-12-31','declared',NULL,NULL,'U5','security_contact','C5',NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO appointment VALUES('U5/security_contact/person:C6','2026-04-01','2027-12-31','declared',NULL,NULL,'U5','security_contact','C6',NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
CREATE TABLE IF NOT EXISTS "account" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "person" TEXT,
    "unit" TEXT,
    "kind" TEXT,
    "system" TEXT,
    "authorised_until" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
INSERT INTO account VALUES('P3','2026-05-06',NULL,'declared',NULL,NULL,'P3','U3','vpn',NULL,'2026-10-31',1795336166141542,1,9223372036854775807,NULL);
CREATE TABLE IF NOT EXISTS "network" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "name" TEXT,
    "kind" TEXT,
    "level" TEXT,
    "managing_unit" TEXT,
    "building_unit" TEXT,
    "using_unit" TEXT,
    "publishing_unit" TEXT,
    "division" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
INSERT INTO network VALUES('N0','',NULL,'declared',NULL,NULL,'样例州政务外网','extranet','prefecture','U0',NULL,NULL,NULL,'4331',1795336166141542,1,9223372036854775807,NULL);
INSERT INTO network VALUES('N1','',NULL,'declared',NULL,NULL,'样例县政务外网','extranet','county','U2',NULL,NULL,NULL,'433130',1795336166141542,1,9223372036854775807,NULL);
CREATE TABLE IF NOT EXISTS "access_link" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "unit" TEXT,
    "network" TEXT,
    "mode" TEXT,
    "managing_unit" TEXT,
    "building_unit" TEXT,
    "using_unit" TEXT,
    "publishing_unit" TEXT,
    "division" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
INSERT INTO access_link VALUES('U3/N1/dedicated_line','2024-01-01',NULL,'declared',NULL,NULL,'U3','N1','dedicated_line','U3',NULL,NULL,NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO access_link VALUES('U4/N1/dedicated_line','2024-01-01',NULL,'declared',NULL,NULL,'U4','N1','dedicated_line','U4',NULL,NULL,NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO access_link VALUES('U5/N1/dedicated_line','2026-04-01',NULL,'declared',NULL,NULL,'U5','N1','dedicated_line','U5',NULL,NULL,NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
CREATE TABLE IF NOT EXISTS "interface_device" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "link" TEXT,
    "kind" TEXT,
    "configuration" TEXT,
    "managing_unit" TEXT,
    "building_unit" TEXT,
    "using_unit" TEXT,
    "publishing_unit" TEXT,
    "division" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS "deployed_device" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "unit" TEXT,
    "kind" TEXT,
    "configuration" TEXT,
    "managing_unit" TEXT,
    "building_unit" TEXT,
    "using_unit" TEXT,
    "publishing_unit" TEXT,
    "division" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS "hosted_device" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "room" TEXT,
    "secured_on" TEXT,
    "system" TEXT,
    "managing_unit" TEXT,
    "building_unit" TEXT,
    "using_unit" TEXT,
    "publishing_unit" TEXT,
    "division" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS "internet_exit" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "own" INTEGER,
    "network" TEXT,
    "cross_border" INTEGER,
    "managing_unit" TEXT,
    "building_unit" TEXT,
    "using_unit" TEXT,
    "publishing_unit" TEXT,
    "division" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
INSERT INTO internet_exit VALUES('E1','2026-05-06',NULL,'declared',NULL,NULL,1,NULL,NULL,'U3',NULL,NULL,NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO internet_exit VALUES('E2','2026-05-06',NULL,'declared',NULL,NULL,1,NULL,NULL,'U4',NULL,NULL,NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
CREATE TABLE IF NOT EXISTS "private_network" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "name" TEXT,
    "on_extranet" INTEGER,
    "exchanges_data" INTEGER,
    "isolation_device" TEXT,
    "isolated" INTEGER,
    "merge_due_on" TEXT,
    "merged_on" TEXT,
    "managing_unit" TEXT,
    "building_unit" TEXT,
    "using_unit" TEXT,
    "publishing_unit" TEXT,
    "division" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS "address_prefix" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "prefix" TEXT,
    "unit" TEXT,
    "network" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS "terminal" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "kind" TEXT,
    "address" TEXT,
    "link" TEXT,
    "protected" INTEGER,
    "managing_unit" TEXT,
    "building_unit" TEXT,
    "using_unit" TEXT,
    "publishing_unit" TEXT,
    "division" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS "safeguard" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "unit" TEXT,
    "kind" TEXT,
    "network" TEXT,
    "system" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS "information_system" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "name" TEXT,
    "kind" TEXT,
    "internet_facing" INTEGER,
    "network" TEXT,
    "online_on" TEXT,
    "offline_on" TEXT,
    "work_secrets" INTEGER,
    "government_data" INTEGER,
    "serves_public" INTEGER,
    "domain_name" TEXT,
    "managing_unit" TEXT,
    "building_unit" TEXT,
    "using_unit" TEXT,
    "publishing_unit" TEXT,
    "division" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
INSERT INTO information_system VALUES('S1','',NULL,'declared',NULL,NULL,'样例县政务服务平台','web',1,NULL,'2025-01-15',NULL,NULL,NULL,NULL,NULL,'U3',NULL,NULL,NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO information_system VALUES('S2','',NULL,'declared',NULL,NULL,'样例县甲局业务系统','business',0,NULL,'2026-08-01',NULL,NULL,NULL,NULL,NULL,'U3',NULL,NULL,NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO information_system VALUES('S3','',NULL,'declared',NULL,NULL,'样例县乙局业务系统','business',0,NULL,'2024-02-01',NULL,NULL,NULL,NULL,NULL,'U4',NULL,NULL,NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO information_system VALUES('S4','',NULL,'declared',NULL,NULL,'样例县乙局查询系统','business',0,NULL,'2026-06-10',NULL,NULL,NULL,NULL,NULL,'U4',NULL,NULL,NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
CREATE TABLE IF NOT EXISTS "open_port" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "system" TEXT,
    "number" INTEGER,
    "protocol" TEXT,
    "purpose" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
INSERT INTO open_port VALUES('S1/tcp/443','',NULL,'declared',NULL,NULL,'S1',443,'tcp','网站访问',1795336166141542,1,9223372036854775807,NULL);
INSERT INTO open_port VALUES('S1/tcp/8443','',NULL,'declared',NULL,NULL,'S1',8443,'tcp',NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO open_port VALUES('S1/tcp/9000','',NULL,'declared',NULL,NULL,'S1',9000,'tcp','接口调用',1795336166141542,1,9223372036854775807,NULL);
CREATE TABLE IF NOT EXISTS "log_source" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "system" TEXT,
    "kind" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
INSERT INTO log_source VALUES('S1/application','2025-01-15',NULL,'declared',NULL,NULL,'S1','application',1795336166141542,1,9223372036854775807,NULL);
INSERT INTO log_source VALUES('S2/application','2026-08-01',NULL,'declared',NULL,NULL,'S2','application',1795336166141542,1,9223372036854775807,NULL);
INSERT INTO log_source VALUES('S3/application','2024-02-01',NULL,'declared',NULL,NULL,'S3','application',1795336166141542,1,9223372036854775807,NULL);
CREATE TABLE IF NOT EXISTS "log_coverage" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "system" TEXT,
    "network" TEXT,
    "complete" INTEGER,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
INSERT INTO log_coverage VALUES('system:S1/yes/2025-12-01','2025-12-01',NULL,'measured','日志库',NULL,'S1',NULL,1,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO log_coverage VALUES('system:S2/yes/2026-08-01','2026-08-01',NULL,'measured','日志库',NULL,'S2',NULL,1,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO log_coverage VALUES('system:S3/no/2026-07-03','2026-07-03','2026-07-03','measured','日志库',NULL,'S3',NULL,0,1795336166233474,3,9223372036854775807,NULL);
INSERT INTO log_coverage VALUES('system:S3/yes/2026-05-20','2026-05-20',NULL,'measured','日志库',NULL,'S3',NULL,1,1795336166141542,1,9223372036854775807,NULL);
CREATE TABLE IF NOT EXISTS "cloud_tenancy" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "system" TEXT,
    "cloud" TEXT,
    "least_open" INTEGER,
    "managing_unit" TEXT,
    "building_unit" TEXT,
    "using_unit" TEXT,
    "publishing_unit" TEXT,
    "division" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS "resource_allocation" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "kind" TEXT,
    "purpose" TEXT,
    "approved" INTEGER,
    "used" INTEGER,
    "approved_use" INTEGER,
    "managing_unit" TEXT,
    "building_unit" TEXT,
    "using_unit" TEXT,
    "publishing_unit" TEXT,
    "division" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS "publishing_account" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "unit" TEXT,
    "platform" TEXT,
    "responsible_person" TEXT,
    "review_rule" INTEGER,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS "crypto_product" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "system" TEXT,
    "name" TEXT,
    "certificate_number" TEXT,
    "certificate_until" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS "grade_filing" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "network" TEXT,
    "system" TEXT,
    "grade" INTEGER,
    "fixed_on" TEXT,
    "number" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
INSERT INTO grade_filing VALUES('network:N0','2025-01-10',NULL,'declared',NULL,NULL,'N0',NULL,2,NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO grade_filing VALUES('network:N1','2025-01-10',NULL,'declared',NULL,NULL,'N1',NULL,2,NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
CREATE TABLE IF NOT EXISTS "grade_assessment" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "network" TEXT,
    "system" TEXT,
    "grade" INTEGER,
    "conclusion" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
INSERT INTO grade_assessment VALUES('system:S1/2025-10-30','2025-10-30',NULL,'declared',NULL,NULL,NULL,'S1',3,'basically_conforms',1795336166141542,1,9223372036854775807,NULL);
INSERT INTO grade_assessment VALUES('system:S3/2024-10-15','2024-10-15',NULL,'declared',NULL,NULL,NULL,'S3',2,'conforms',1795336166141542,1,9223372036854775807,NULL);
CREATE TABLE IF NOT EXISTS "crypto_assessment" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "network" TEXT,
    "system" TEXT,
    "conclusion" TEXT,
    "filed_on" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS "risk_assessment" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "unit" TEXT,
    "system" TEXT,
    "kind" TEXT,
    "upgrade" TEXT,
    "incident" TEXT,
    "conclusion" TEXT,
    "for_year" INTEGER,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
INSERT INTO risk_assessment VALUES('U3/system:S2/launch/2026-07-20','2026-07-20',NULL,'declared',NULL,NULL,'U3','S2','launch',NULL,NULL,'passed',NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO risk_assessment VALUES('U3/system:S2/special/2026-10-10','2026-10-10',NULL,'declared',NULL,NULL,'U3','S2','special',NULL,NULL,'passed',NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO risk_assessment VALUES('U4/important_data/2025-11-05','2025-11-05',NULL,'declared',NULL,NULL,'U4',NULL,'important_data',NULL,NULL,NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO risk_assessment VALUES('U4/system:S3/launch/2024-01-10','2024-01-10',NULL,'declared',NULL,NULL,'U4','S3','launch',NULL,NULL,'passed',NULL,1795336166141542,1,9223372036854775807,NULL);
CREATE TABLE IF NOT EXISTS "hazard" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "unit" TEXT,
    "system" TEXT,
    "description" TEXT,
    "owner" TEXT,
    "due_on" TEXT,
    "mended_on" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS "data_grading" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "unit" TEXT,
    "system" TEXT,
    "highest" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS "upgrade" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "system" TEXT,
    "kind" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
INSERT INTO upgrade VALUES('S2/upgrade/2026-10-15','2026-10-15',NULL,'declared',NULL,NULL,'S2','upgrade',1795336166141542,1,9223372036854775807,NULL);
INSERT INTO upgrade VALUES('S3/upgrade/2026-09-01','2026-09-01',NULL,'declared',NULL,NULL,'S3','upgrade',1795336166141542,1,9223372036854775807,NULL);
CREATE TABLE IF NOT EXISTS "incident" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "unit" TEXT,
    "system" TEXT,
    "level" TEXT,
    "affects_network" INTEGER,
    "personal_data" INTEGER,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS "provider_contract" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "unit" TEXT,
    "provider" TEXT,
    "kind" TEXT,
    "security_terms" INTEGER,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS "provider_review" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "contract" TEXT,
    "access_control" INTEGER,
    "risk_management" INTEGER,
    "backup" INTEGER,
    "for_year" INTEGER,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS "onsite_staff" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "person" TEXT,
    "unit" TEXT,
    "contract" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
INSERT INTO onsite_staff VALUES('P1','2026-05-01',NULL,'declared',NULL,NULL,'P1','U3',NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO onsite_staff VALUES('P2','2026-07-01',NULL,'declared',NULL,NULL,'P2','U3',NULL,1795336166141542,1,9223372036854775807,NULL);
CREATE TABLE IF NOT EXISTS "staff_vetting" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "unit" TEXT,
    "person" TEXT,
    "provider" TEXT,
    "conclusion" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
INSERT INTO staff_vetting VALUES('U3/person:P1/2026-04-20','2026-04-20',NULL,'declared',NULL,NULL,'U3','P1',NULL,'passed',1795336166141542,1,9223372036854775807,NULL);
INSERT INTO staff_vetting VALUES('U3/person:P2/2026-06-20','2026-06-20',NULL,'declared',NULL,NULL,'U3','P2',NULL,'passed',1795336166141542,1,9223372036854775807,NULL);
CREATE TABLE IF NOT EXISTS "confidentiality_agreement" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "unit" TEXT,
    "person" TEXT,
    "provider" TEXT,
    "filed_on" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
INSERT INTO confidentiality_agreement VALUES('U3/person:P1','2026-04-25',NULL,'declared',NULL,NULL,'U3','P1',NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
CREATE TABLE IF NOT EXISTS "training" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "unit" TEXT,
    "topic" TEXT,
    "attendees" INTEGER,
    "organiser" TEXT,
    "audience" TEXT,
    "for_year" INTEGER,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
INSERT INTO training VALUES('U3/2025-12-10','2025-12-10',NULL,'declared',NULL,NULL,'U3','网络安全',NULL,NULL,'own_staff',NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO training VALUES('U4/2026-03-18','2026-03-18',NULL,'declared',NULL,NULL,'U4','网络安全',NULL,NULL,'own_staff',NULL,1795336166141542,1,9223372036854775807,NULL);
CREATE TABLE IF NOT EXISTS "policy" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "unit" TEXT,
    "kind" TEXT,
    "title" TEXT,
    "filed_on" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS "plan" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "unit" TEXT,
    "kind" TEXT,
    "title" TEXT,
    "year" INTEGER,
    "parent" TEXT,
    "covers_ipv6" INTEGER,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS "project" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "unit" TEXT,
    "name" TEXT,
    "kind" TEXT,
    "plan" TEXT,
    "major" INTEGER,
    "network" TEXT,
    "security_planned_on" TEXT,
    "security_built_on" TEXT,
    "built_on" TEXT,
    "used_on" TEXT,
    "security_used_on" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS "budget_line" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "unit" TEXT,
    "year" INTEGER,
    "purpose" TEXT,
    "amount" INTEGER,
    "spent" INTEGER,
    "project" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS "emergency_plan" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "unit" TEXT,
    "title" TEXT,
    "reviewed_on" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS "drill" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "unit" TEXT,
    "emergency_plan" TEXT,
    "participants" INTEGER,
    "for_year" INTEGER,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS "report" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "unit" TEXT,
    "to" TEXT,
    "kind" TEXT,
    "incident" TEXT,
    "for_period" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS "debugging_work" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "unit" TEXT,
    "network" TEXT,
    "may_affect" INTEGER,
    "content" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
INSERT INTO debugging_work VALUES('W1','2026-10-09',NULL,'declared',NULL,NULL,'U3','N1',0,'更换接入交换机',1795336166141542,1,9223372036854775807,NULL);
INSERT INTO debugging_work VALUES('W2','2026-10-09',NULL,'declared',NULL,NULL,'U3','N1',0,'更换电源',1795336166141542,1,9223372036854775807,NULL);
INSERT INTO debugging_work VALUES('W3','2026-10-20',NULL,'declared',NULL,NULL,'U3','N1',1,'调整路由',1795336166141542,1,9223372036854775807,NULL);
INSERT INTO debugging_work VALUES('W4','2026-10-20',NULL,'declared',NULL,NULL,'U3','N1',1,'割接',1795336166141542,1,9223372036854775807,NULL);
INSERT INTO debugging_work VALUES('W5','2026-10-20',NULL,'declared',NULL,NULL,'U3','N1',1,'升级固件',1795336166141542,1,9223372036854775807,NULL);
CREATE TABLE IF NOT EXISTS "permission" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "matter" TEXT,
    "unit" TEXT,
    "decided_by" TEXT,
    "applied_on" TEXT,
    "decision" TEXT,
    "decided_on" TEXT,
    "link" TEXT,
    "exit" TEXT,
    "port" TEXT,
    "system" TEXT,
    "work" TEXT,
    "device" TEXT,
    "interface_device" TEXT,
    "hosted" TEXT,
    "project" TEXT,
    "private_network" TEXT,
    "policy" TEXT,
    "assessment" TEXT,
    "resource" TEXT,
    "agreement" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
INSERT INTO permission VALUES('debugging_application/U3/work:W3/applied_on:2026-10-12','',NULL,'declared',NULL,NULL,'debugging_application','U3','U2','2026-10-12','approved','2026-10-16',NULL,NULL,NULL,NULL,'W3',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO permission VALUES('debugging_application/U3/work:W4/applied_on:2026-10-13','',NULL,'declared',NULL,NULL,'debugging_application','U3','U2','2026-10-13','approved','2026-10-16',NULL,NULL,NULL,NULL,'W4',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO permission VALUES('debugging_application/U3/work:W5/applied_on:2026-10-10','',NULL,'declared',NULL,NULL,'debugging_application','U3','U2','2026-10-10','pending',NULL,NULL,NULL,NULL,NULL,'W5',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO permission VALUES('debugging_notice/U3/work:W1/applied_on:2026-09-29','',NULL,'declared',NULL,NULL,'debugging_notice','U3','U2','2026-09-29','noticed',NULL,NULL,NULL,NULL,NULL,'W1',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO permission VALUES('debugging_notice/U3/work:W2/applied_on:2026-09-30','',NULL,'declared',NULL,NULL,'debugging_notice','U3','U2','2026-09-30','noticed',NULL,NULL,NULL,NULL,NULL,'W2',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO permission VALUES('important_data_report_competent/U4/applied_on:2025-11-20','',NULL,'declared',NULL,NULL,'important_data_report_competent','U4','U1','2025-11-20','filed','2025-11-20',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO permission VALUES('own_exit_filing/U4/exit:E2/applied_on:2026-04-28','',NULL,'declared',NULL,NULL,'own_exit_filing','U4','U1','2026-04-28','filed','2026-04-28',NULL,'E2',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO permission VALUES('port_opening/U3/port:S1/tcp/443','','2027-05-31','declared',NULL,NULL,'port_opening','U3','U2',NULL,'approved',NULL,NULL,NULL,'S1/tcp/443',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO permission VALUES('port_opening/U3/port:S1/tcp/9000','','2026-10-31','declared',NULL,NULL,'port_opening','U3','U2',NULL,'approved',NULL,NULL,NULL,'S1/tcp/9000',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO permission VALUES('system_launch/U3/system:S2/applied_on:2026-07-25','',NULL,'declared',NULL,NULL,'system_launch','U3','U1','2026-07-25','filed','2026-07-25',NULL,NULL,NULL,'S2',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
INSERT INTO permission VALUES('system_launch/U4/system:S3/applied_on:2024-01-20','',NULL,'declared',NULL,NULL,'system_launch','U4','U1','2024-01-20','filed','2024-01-20',NULL,NULL,NULL,'S3',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1795336166141542,1,9223372036854775807,NULL);
CREATE TABLE IF NOT EXISTS "observation" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "kind" TEXT,
    "unit" TEXT,
    "port" TEXT,
    "device" TEXT,
    "interface_device" TEXT,
    "exit" TEXT,
    "link" TEXT,
    "network" TEXT,
    "private_network" TEXT,
    "system" TEXT,
    "terminal" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
INSERT INTO observation VALUES('port_open/port:S1/tcp/443/2026-11-18','2026-11-18',NULL,'measured','端口探测',NULL,'port_open',NULL,'S1/tcp/443',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1795336166197721,2,9223372036854775807,NULL);
INSERT INTO observation VALUES('port_open/port:S1/tcp/8443/2026-11-18','2026-11-18',NULL,'measured','端口探测',NULL,'port_open',NULL,'S1/tcp/8443',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1795336166197721,2,9223372036854775807,NULL);
INSERT INTO observation VALUES('port_open/port:S1/tcp/9000/2026-11-18','2026-11-18',NULL,'measured','端口探测',NULL,'port_open',NULL,'S1/tcp/9000',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1795336166197721,2,9223372036854775807,NULL);
CREATE TABLE IF NOT EXISTS "handover" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "system" TEXT,
    "network" TEXT,
    "from_unit" TEXT,
    "to_unit" TEXT,
    "reason" TEXT,
    "signed_by_both" INTEGER,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS "rule_setting" (
    "code" TEXT NOT NULL,
    "held_from" TEXT NOT NULL,
    "held_until" TEXT,
    "basis" TEXT NOT NULL,
    "vouched_by" TEXT,
    "note" TEXT,
    "rule" TEXT,
    "setting" TEXT,
    "decided_by" TEXT,
    "reason" TEXT,
    "learned_at" INTEGER NOT NULL,
    "learned_act" INTEGER NOT NULL REFERENCES act (id),
    "superseded_at" INTEGER NOT NULL,
    "superseded_act" INTEGER REFERENCES act (id),
    PRIMARY KEY ("code", "held_from", "learned_at")
) STRICT, WITHOUT ROWID;
INSERT INTO rule_setting VALUES('hunan-2020-interim/i7-two-contacts','2026-11-20',NULL,'declared',NULL,NULL,'hunan-2020-interim/i7-two-contacts','off','U1','新办法没有这一要求',1795336166289701,5,1795336166335618,7);
INSERT INTO rule_setting VALUES('hunan-2020-interim/i7-two-contacts','2026-11-20',NULL,'declared',NULL,NULL,'hunan-2020-interim/i7-two-contacts','off','U1','新办法没有这一要求',1795336166358089,8,9223372036854775807,NULL);
CREATE INDEX act_learned_at ON act (learned_at);
CREATE UNIQUE INDEX "division_current" ON "division" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "unit_current" ON "unit" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "person_current" ON "person" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "appointment_current" ON "appointment" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "account_current" ON "account" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "network_current" ON "network" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "access_link_current" ON "access_link" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "interface_device_current" ON "interface_device" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "deployed_device_current" ON "deployed_device" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "hosted_device_current" ON "hosted_device" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "internet_exit_current" ON "internet_exit" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "private_network_current" ON "private_network" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "address_prefix_current" ON "address_prefix" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "terminal_current" ON "terminal" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "safeguard_current" ON "safeguard" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "information_system_current" ON "information_system" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "open_port_current" ON "open_port" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "log_source_current" ON "log_source" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "log_coverage_current" ON "log_coverage" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "cloud_tenancy_current" ON "cloud_tenancy" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "resource_allocation_current" ON "resource_allocation" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "publishing_account_current" ON "publishing_account" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "crypto_product_current" ON "crypto_product" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "grade_filing_current" ON "grade_filing" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "grade_assessment_current" ON "grade_assessment" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "crypto_assessment_current" ON "crypto_assessment" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "risk_assessment_current" ON "risk_assessment" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "hazard_current" ON "hazard" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "data_grading_current" ON "data_grading" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "upgrade_current" ON "upgrade" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "incident_current" ON "incident" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "provider_contract_current" ON "provider_contract" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "provider_review_current" ON "provider_review" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "onsite_staff_current" ON "onsite_staff" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "staff_vetting_current" ON "staff_vetting" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "confidentiality_agreement_current" ON "confidentiality_agreement" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "training_current" ON "training" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "policy_current" ON "policy" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "plan_current" ON "plan" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "project_current" ON "project" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "budget_line_current" ON "budget_line" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "emergency_plan_current" ON "emergency_plan" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "drill_current" ON "drill" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "report_current" ON "report" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "debugging_work_current" ON "debugging_work" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "permission_current" ON "permission" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "observation_current" ON "observation" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "handover_current" ON "handover" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
CREATE UNIQUE INDEX "rule_setting_current" ON "rule_setting" ("code", "held_from") WHERE "superseded_at" = 9223372036854775807;
COMMIT;
