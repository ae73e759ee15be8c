BEGIN TRANSACTION;
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
INSERT INTO "about" VALUES('schema','6');
CREATE TABLE acts (
    number INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, detail TEXT NOT NULL,
    previous TEXT NOT NULL, hash TEXT NOT NULL
);
INSERT INTO "acts" VALUES(1,'2023-10-20T12:00:00+08:00','reporting','enter','{"content":"f2e035a076ddcad6b317201827223008360b1c17768dfe5120c31cabdce10aa3","form":"KJ1","period":"2023Q3","sender":"LC","sha256":"b0159760884970e37e972e18f369606d898dccb2b94ba0865d3fe405e239b7ab","submission":1,"verdict":"returned","version":1}','','a81dbed025043f22beeb6bdb5ddb90a7e2461d5fb68913a466d874a98a7acec3');
INSERT INTO "acts" VALUES(2,'2023-10-20T12:00:00+08:00','reporting','enter','{"content":"6bcf3c6d7b62ae4b770c9196f6443bfe40aab82d0e08280b5d37404c78991eb8","form":"KJ1","period":"2023Q3","sender":"LC","sha256":"814a72816aa7b051f4153028b39411ef2861164ee21a10e62d1b26ca3ec95d69","submission":2,"verdict":"returned","version":2}','a81dbed025043f22beeb6bdb5ddb90a7e2461d5fb68913a466d874a98a7acec3','0d082c4573cc6a1796ad8a4b2b886c6d71e5d0f854abe8ee7cb0179072b985d8');
INSERT INTO "acts" VALUES(3,'2023-10-20T12:00:00+08:00','王五','accept','{"form":"KJ1","period":"2023Q3","reason":"电话核实","sender":"LC","sha256":"814a72816aa7b051f4153028b39411ef2861164ee21a10e62d1b26ca3ec95d69","submission":2,"verdict":"accepted","version":2,"was":"returned"}','0d082c4573cc6a1796ad8a4b2b886c6d71e5d0f854abe8ee7cb0179072b985d8','bb7dadb766cb335aea70619f308116ee92d255db04b6b2123ffe78a3681396ab');
INSERT INTO "acts" VALUES(4,'2023-10-20T12:00:00+08:00','reporting','confirm','{"again":"de79060e3ac87ca854bf92ebbbf9f09778adc1442c0f4927d65dcc9e2720fa0d","form":"KJ1","period":"2023Q3","sender":"LC","sha256":"814a72816aa7b051f4153028b39411ef2861164ee21a10e62d1b26ca3ec95d69","submission":2,"verdict":"accepted","version":2}','bb7dadb766cb335aea70619f308116ee92d255db04b6b2123ffe78a3681396ab','7e98cd63dc3a084fa8fc0b2468c294d7b19715d67cc10fe21d34400ac4d8f27f');
INSERT INTO "acts" VALUES(5,'2023-10-20T12:00:00+08:00','reporting','enter','{"content":"92ec02c4b1bcd0d4ac1cdedf88600c468de6ab882493034c4fdd53fc41ae4c6c","form":"KJ1","period":"2023Q3","sender":"LW","sha256":"ee206134eada2cb716d64bfc6d6426661c20dde60cdca1a53932cbd489ee6f5b","submission":3,"verdict":"returned","version":1}','7e98cd63dc3a084fa8fc0b2468c294d7b19715d67cc10fe21d34400ac4d8f27f','0687826d8a5112a84c19c1bc829496df01c478962208f15a9731fee408a84afc');
INSERT INTO "acts" VALUES(6,'2023-10-20T12:00:00+08:00','王五','waive','{"findings":[{"cell":"C5","code":"jump","finding":3,"sheet":"KJ1 季度指标"}],"form":"KJ1","period":"2023Q3","reason":"已核实","sender":"LW","sha256":"ee206134eada2cb716d64bfc6d6426661c20dde60cdca1a53932cbd489ee6f5b","submission":3,"verdict":"accepted","version":1,"was":"returned"}','0687826d8a5112a84c19c1bc829496df01c478962208f15a9731fee408a84afc','75cd5fa866a0e0ce7d7382b02517ebfa9ad5ff83d247179ca865f28650a3e1dc');
INSERT INTO "acts" VALUES(7,'2023-10-20T12:00:00+08:00','reporting','attach','{"file":"盖章.pdf","form":"","period":"2023Q3","sender":"LC","sha256":"b0159760884970e37e972e18f369606d898dccb2b94ba0865d3fe405e239b7ab"}','75cd5fa866a0e0ce7d7382b02517ebfa9ad5ff83d247179ca865f28650a3e1dc','df08dfab898409a6518c3bed58271a33670f216f0a4ce45a83b6a3c247523d57');
INSERT INTO "acts" VALUES(8,'2023-10-20T12:00:00+08:00','reporting','queue','{"key":"回执/1","rows":{"outgoing":[1]},"seals":{"outgoing":"ad6a6c39475e8de9a7d93675a2c748dbb0b7ae653deb9f2ce9986102540b530e"},"subject":"回执（鹿城区）","to":["lc@kj.example.cn","lc2@kj.example.cn"]}','df08dfab898409a6518c3bed58271a33670f216f0a4ce45a83b6a3c247523d57','f41ff87a491a1082a95a4570286354dd13fd9bbe192e86c0e16b187869bf6b4c');
INSERT INTO "acts" VALUES(9,'2023-10-20T12:00:00+08:00','reporting','mail-begun','{"fault":"","mail":1,"message_id":"<1@kj.example.cn>","rows":{"sendings":[1]},"seals":{"sendings":"2b302468568eee05147f283ccc8ed0b2f298d41bc34e912683a4a1177c1e07c0"}}','f41ff87a491a1082a95a4570286354dd13fd9bbe192e86c0e16b187869bf6b4c','43cf3cd3753d33fb8fd3a00ce0f1738ae48c5e51271af894d04656b8c1e74a5d');
INSERT INTO "acts" VALUES(10,'2023-10-20T12:00:00+08:00','reporting','mail-sent','{"fault":"","mail":1,"message_id":"<1@kj.example.cn>","rows":{"sendings":[2]},"seals":{"sendings":"92a7befc44c073ac6faff701ec069e4c16e3d9f22bcbf4c160dacc2a9dad8108"}}','43cf3cd3753d33fb8fd3a00ce0f1738ae48c5e51271af894d04656b8c1e74a5d','f9a74082f14a26086d00071fd7be5055dcc02db1ae3126f46e7f9a91323a079c');
CREATE TABLE arrivals (
    number INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, name TEXT NOT NULL, received_at TEXT NOT NULL,
    pass_period TEXT NOT NULL, outcome TEXT NOT NULL, catalogue TEXT NOT NULL, program TEXT NOT NULL, at TEXT NOT NULL
);
INSERT INTO "arrivals" VALUES(1,'b0159760884970e37e972e18f369606d898dccb2b94ba0865d3fe405e239b7ab','鹿城.xlsx','2023-10-12T12:00:00+08:00','2023Q3','returned','cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc','0.1.0','2023-10-20T12:00:00+08:00');
INSERT INTO "arrivals" VALUES(2,'814a72816aa7b051f4153028b39411ef2861164ee21a10e62d1b26ca3ec95d69','鹿城更正.xlsx','2023-10-12T14:00:00+08:00','2023Q3','returned','cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc','0.1.0','2023-10-20T12:00:00+08:00');
CREATE TABLE attachments (
    number INTEGER PRIMARY KEY, sha256 TEXT NOT NULL REFERENCES originals (sha256), sender TEXT NOT NULL,
    period TEXT NOT NULL, form TEXT NOT NULL, name TEXT NOT NULL, received_at TEXT NOT NULL, at TEXT NOT NULL,
    UNIQUE (sha256, sender, period, form)
);
INSERT INTO "attachments" VALUES(1,'b0159760884970e37e972e18f369606d898dccb2b94ba0865d3fe405e239b7ab','LC','2023Q3','','盖章.pdf','2023-10-20T12:00:00+08:00','2023-10-20T12:00:00+08:00');
CREATE TABLE confirmations (
    number INTEGER PRIMARY KEY, submission INTEGER NOT NULL REFERENCES submissions (number),
    received_at TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL, at TEXT NOT NULL,
    UNIQUE (submission, received_at, file)
);
INSERT INTO "confirmations" VALUES(1,2,'2023-10-12T15:00:00+08:00','又.xlsx','de79060e3ac87ca854bf92ebbbf9f09778adc1442c0f4927d65dcc9e2720fa0d','2023-10-20T12:00:00+08:00');
CREATE TABLE enclosures (
    outgoing INTEGER NOT NULL REFERENCES outgoing (number), position INTEGER NOT NULL,
    name TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
    PRIMARY KEY (outgoing, position)
);
CREATE TABLE entries (
    submission INTEGER NOT NULL REFERENCES submissions (number), position INTEGER NOT NULL,
    unit TEXT NOT NULL, key TEXT NOT NULL, sheet TEXT NOT NULL, line INTEGER NOT NULL, period TEXT,
    fields TEXT NOT NULL, cells TEXT NOT NULL,
    PRIMARY KEY (submission, position)
);
INSERT INTO "entries" VALUES(1,0,'LC','91330302X','KJ9 名录',5,NULL,'{"企业名称":"温州某公司","有效期至":"","统一社会信用代码":"91330302X"}','{"企业名称":"B5","有效期至":"C5","统一社会信用代码":"A5"}');
INSERT INTO "entries" VALUES(2,0,'LC','91330302X','KJ9 名录',5,NULL,'{"企业名称":"温州某公司","有效期至":"","统一社会信用代码":"91330302X"}','{"企业名称":"B5","有效期至":"C5","统一社会信用代码":"A5"}');
CREATE TABLE findings (
    number INTEGER PRIMARY KEY, submission INTEGER REFERENCES submissions (number),
    arrival INTEGER REFERENCES arrivals (number),
    code TEXT NOT NULL, severity TEXT NOT NULL, message TEXT NOT NULL, scope TEXT NOT NULL, sender TEXT, unit TEXT,
    form TEXT, period TEXT, file TEXT, sheet TEXT, cell TEXT, found TEXT, expected TEXT, source TEXT NOT NULL,
    CHECK ((submission IS NULL) <> (arrival IS NULL))
);
INSERT INTO "findings" VALUES(1,1,NULL,'jump','warning','比上期多得出奇，请核实','own','鹿城区','鹿城区','KJ1','2023Q3','鹿城.xlsx','KJ1 季度指标','C5','1250','12左右','校验 J1');
INSERT INTO "findings" VALUES(2,2,NULL,'jump','warning','比上期多得出奇，请核实','own','鹿城区','鹿城区','KJ1','2023Q3','鹿城.xlsx','KJ1 季度指标','C5','1250','12左右','校验 J1');
INSERT INTO "findings" VALUES(3,3,NULL,'jump','warning','比上期多得出奇，请核实','own','鹿城区','鹿城区','KJ1','2023Q3','鹿城.xlsx','KJ1 季度指标','C5','1250','12左右','校验 J1');
CREATE TABLE handlings (
    number INTEGER PRIMARY KEY, mail INTEGER NOT NULL REFERENCES mails (number), handling TEXT NOT NULL,
    units TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL
);
CREATE TABLE mails (
    number INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE REFERENCES originals (sha256), message_id TEXT NOT NULL,
    body TEXT NOT NULL, name TEXT NOT NULL, sender TEXT NOT NULL, subject TEXT NOT NULL, thread TEXT NOT NULL,
    received_at TEXT NOT NULL, at TEXT NOT NULL
);
CREATE TABLE observations (
    submission INTEGER NOT NULL REFERENCES submissions (number), position INTEGER NOT NULL,
    unit TEXT NOT NULL, item TEXT NOT NULL, period TEXT NOT NULL, value TEXT, state TEXT NOT NULL,
    text TEXT NOT NULL, sheet TEXT NOT NULL, cell TEXT NOT NULL, content TEXT NOT NULL, key TEXT NOT NULL,
    nature TEXT NOT NULL, explanation TEXT NOT NULL,
    PRIMARY KEY (submission, position)
);
INSERT INTO "observations" VALUES(1,0,'LC','HATCHED','2023Q3','12.50','value','12.50','KJ1 季度指标','C5','本期','','','');
INSERT INTO "observations" VALUES(1,1,'LC','HATCHED','2022Q3','11','value','11','KJ1 季度指标','D5','上年同期','','','');
INSERT INTO "observations" VALUES(2,0,'LC','HATCHED','2023Q3','13','value','13','KJ1 季度指标','C5','本期','','','');
INSERT INTO "observations" VALUES(2,1,'LC','HATCHED','2022Q3','11','value','11','KJ1 季度指标','D5','上年同期','','','');
INSERT INTO "observations" VALUES(3,0,'LC','HATCHED','2023Q3','1','value','1','KJ1 季度指标','C5','本期','','','');
CREATE TABLE originals (
    sha256 TEXT PRIMARY KEY, ext TEXT NOT NULL, size INTEGER NOT NULL, container TEXT
);
INSERT INTO "originals" VALUES('b0159760884970e37e972e18f369606d898dccb2b94ba0865d3fe405e239b7ab','xlsx',11,NULL);
INSERT INTO "originals" VALUES('814a72816aa7b051f4153028b39411ef2861164ee21a10e62d1b26ca3ec95d69','xlsx',17,NULL);
INSERT INTO "originals" VALUES('de79060e3ac87ca854bf92ebbbf9f09778adc1442c0f4927d65dcc9e2720fa0d','xlsx',8,NULL);
INSERT INTO "originals" VALUES('ee206134eada2cb716d64bfc6d6426661c20dde60cdca1a53932cbd489ee6f5b','xlsx',11,NULL);
CREATE TABLE outgoing (
    number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, recipients TEXT NOT NULL,
    addressee TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL, in_reply_to TEXT NOT NULL, refs TEXT NOT NULL,
    unit TEXT NOT NULL, period TEXT, at TEXT NOT NULL
);
INSERT INTO "outgoing" VALUES(1,'回执/1','回执','["lc@kj.example.cn","lc2@kj.example.cn"]','鹿城区','回执（鹿城区）','鹿城区：
　　已收到。','<b@x.cn>','["<a@x.cn>"]','LC','2023Q3','2023-10-20T12:00:00+08:00');
CREATE TABLE senders (
    number INTEGER PRIMARY KEY, address TEXT NOT NULL, unit TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,
    UNIQUE (address, unit)
);
CREATE TABLE sendings (
    number INTEGER PRIMARY KEY, outgoing INTEGER NOT NULL REFERENCES outgoing (number), what TEXT NOT NULL,
    message_id TEXT NOT NULL, fault TEXT NOT NULL, due_at TEXT, at TEXT NOT NULL
);
INSERT INTO "sendings" VALUES(1,1,'begun','<1@kj.example.cn>','',NULL,'2023-10-20T12:00:00+08:00');
INSERT INTO "sendings" VALUES(2,1,'sent','<1@kj.example.cn>','',NULL,'2023-10-20T12:00:00+08:00');
CREATE TABLE submissions (
    number INTEGER PRIMARY KEY, sender TEXT NOT NULL, form TEXT NOT NULL, period TEXT NOT NULL,
    version INTEGER NOT NULL, received_at TEXT NOT NULL, late_days INTEGER NOT NULL, file TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES originals (sha256), sheet TEXT NOT NULL, form_version TEXT NOT NULL,
    signers TEXT NOT NULL, mapping TEXT NOT NULL, content TEXT NOT NULL, treatment INTEGER NOT NULL,
    pass_period TEXT NOT NULL, catalogue TEXT NOT NULL, at TEXT NOT NULL,
    UNIQUE (sender, form, period, version)
);
INSERT INTO "submissions" VALUES(1,'LC','KJ1','2023Q3',1,'2023-10-12T12:00:00+08:00',0,'鹿城.xlsx','b0159760884970e37e972e18f369606d898dccb2b94ba0865d3fe405e239b7ab','KJ1 季度指标','v1','{"填表人":"张三"}','[["C4","本期"]]','f2e035a076ddcad6b317201827223008360b1c17768dfe5120c31cabdce10aa3',0,'2023Q3','cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc','2023-10-20T12:00:00+08:00');
INSERT INTO "submissions" VALUES(2,'LC','KJ1','2023Q3',2,'2023-10-12T14:00:00+08:00',0,'鹿城更正.xlsx','814a72816aa7b051f4153028b39411ef2861164ee21a10e62d1b26ca3ec95d69','KJ1 季度指标','v1','{"填表人":"张三"}','[["C4","本期"]]','6bcf3c6d7b62ae4b770c9196f6443bfe40aab82d0e08280b5d37404c78991eb8',0,'2023Q3','cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc','2023-10-20T12:00:00+08:00');
INSERT INTO "submissions" VALUES(3,'LW','KJ1','2023Q3',1,'2023-10-12T12:00:00+08:00',0,'龙湾.xlsx','ee206134eada2cb716d64bfc6d6426661c20dde60cdca1a53932cbd489ee6f5b','KJ1 季度指标','v1','{}','[["C4","本期"]]','92ec02c4b1bcd0d4ac1cdedf88600c468de6ab882493034c4fdd53fc41ae4c6c',0,'2023Q3','cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc','2023-10-20T12:00:00+08:00');
CREATE TABLE verdicts (
    number INTEGER PRIMARY KEY, submission INTEGER NOT NULL REFERENCES submissions (number),
    verdict TEXT NOT NULL, who TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL
);
INSERT INTO "verdicts" VALUES(1,1,'returned','reporting','','2023-10-20T12:00:00+08:00');
INSERT INTO "verdicts" VALUES(2,2,'returned','reporting','','2023-10-20T12:00:00+08:00');
INSERT INTO "verdicts" VALUES(3,2,'accepted','王五','电话核实','2023-10-20T12:00:00+08:00');
INSERT INTO "verdicts" VALUES(4,3,'returned','reporting','','2023-10-20T12:00:00+08:00');
INSERT INTO "verdicts" VALUES(5,3,'accepted','王五','已核实','2023-10-20T12:00:00+08:00');
CREATE TABLE waivers (
    number INTEGER PRIMARY KEY, finding INTEGER NOT NULL UNIQUE REFERENCES findings (number),
    who TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL
);
INSERT INTO "waivers" VALUES(1,3,'王五','已核实','2023-10-20T12:00:00+08:00');
CREATE INDEX arrivals_by_original ON arrivals (sha256);
CREATE INDEX submissions_by_period ON submissions (period);
CREATE INDEX submissions_by_original ON submissions (sha256);
CREATE INDEX verdicts_by_submission ON verdicts (submission);
CREATE INDEX findings_by_submission ON findings (submission);
CREATE INDEX findings_by_arrival ON findings (arrival);
CREATE TRIGGER originals_refuses_update BEFORE UPDATE ON originals BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER originals_refuses_delete BEFORE DELETE ON originals BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER arrivals_refuses_update BEFORE UPDATE ON arrivals BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER arrivals_refuses_delete BEFORE DELETE ON arrivals BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER submissions_refuses_update BEFORE UPDATE ON submissions BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER submissions_refuses_delete BEFORE DELETE ON submissions BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER verdicts_refuses_update BEFORE UPDATE ON verdicts BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER verdicts_refuses_delete BEFORE DELETE ON verdicts BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER confirmations_refuses_update BEFORE UPDATE ON confirmations BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER confirmations_refuses_delete BEFORE DELETE ON confirmations BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER observations_refuses_update BEFORE UPDATE ON observations BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER observations_refuses_delete BEFORE DELETE ON observations BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER entries_refuses_update BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER entries_refuses_delete BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER findings_refuses_update BEFORE UPDATE ON findings BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER findings_refuses_delete BEFORE DELETE ON findings BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER acts_refuses_update BEFORE UPDATE ON acts BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER acts_refuses_delete BEFORE DELETE ON acts BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER waivers_refuses_update BEFORE UPDATE ON waivers BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER waivers_refuses_delete BEFORE DELETE ON waivers BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER attachments_refuses_update BEFORE UPDATE ON attachments BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER attachments_refuses_delete BEFORE DELETE ON attachments BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE INDEX observations_by_item ON observations (item, submission)
;
CREATE INDEX mails_by_id ON mails (message_id);
CREATE INDEX handlings_by_mail ON handlings (mail);
CREATE TRIGGER mails_refuses_update BEFORE UPDATE ON mails BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER mails_refuses_delete BEFORE DELETE ON mails BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER handlings_refuses_update BEFORE UPDATE ON handlings BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER handlings_refuses_delete BEFORE DELETE ON handlings BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER senders_refuses_update BEFORE UPDATE ON senders BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER senders_refuses_delete BEFORE DELETE ON senders BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE INDEX outgoing_by_period ON outgoing (period);
CREATE INDEX sendings_by_outgoing ON sendings (outgoing, number)
;
CREATE TRIGGER outgoing_refuses_update BEFORE UPDATE ON outgoing BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER outgoing_refuses_delete BEFORE DELETE ON outgoing BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER enclosures_refuses_update BEFORE UPDATE ON enclosures BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER enclosures_refuses_delete BEFORE DELETE ON enclosures BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER sendings_refuses_update BEFORE UPDATE ON sendings BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER sendings_refuses_delete BEFORE DELETE ON sendings BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
COMMIT;
