CREATE TABLE account_changes (
	change_seq INTEGER NOT NULL, 
	changed_at DATETIME NOT NULL, 
	account_id TEXT NOT NULL, 
	changed_by TEXT NOT NULL, 
	what TEXT NOT NULL, 
	told JSON NOT NULL, 
	PRIMARY KEY (change_seq)
);

CREATE TABLE accounts (
	account_id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	email TEXT, 
	role TEXT NOT NULL, 
	territories TEXT NOT NULL, 
	organizer_id TEXT, 
	issuer TEXT, 
	subject TEXT, 
	valid_from DATETIME, 
	invited_on DATE NOT NULL, 
	left_on DATE, 
	PRIMARY KEY (account_id), 
	UNIQUE (issuer, subject), 
	UNIQUE (email)
);

CREATE TABLE actors (
	record_key INTEGER NOT NULL, 
	actor_id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	kind TEXT, 
	sectors TEXT, 
	mission_domains TEXT, 
	mrc_code TEXT, 
	municipality_code TEXT, 
	latitude FLOAT, 
	longitude FLOAT, 
	serves TEXT, 
	public_contact TEXT, 
	asked BOOLEAN, 
	publication_consent BOOLEAN, 
	since DATE, 
	until DATE, 
	keep_until DATE, 
	source TEXT, 
	verified_on DATE, 
	private_note TEXT, 
	PRIMARY KEY (record_key), 
	UNIQUE (actor_id)
);

CREATE TABLE actors_history (
	record_key INTEGER NOT NULL, 
	record_version INTEGER NOT NULL, 
	save_seq INTEGER NOT NULL, 
	operation TEXT NOT NULL, 
	actor_id TEXT, 
	name TEXT, 
	kind TEXT, 
	sectors TEXT, 
	mission_domains TEXT, 
	mrc_code TEXT, 
	municipality_code TEXT, 
	latitude FLOAT, 
	longitude FLOAT, 
	serves TEXT, 
	public_contact TEXT, 
	asked BOOLEAN, 
	publication_consent BOOLEAN, 
	since DATE, 
	until DATE, 
	keep_until DATE, 
	source TEXT, 
	verified_on DATE, 
	private_note TEXT, 
	PRIMARY KEY (record_key, record_version)
);

CREATE INDEX ix_actors_history_save_seq ON actors_history (save_seq);

CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	PRIMARY KEY (version_num)
);

CREATE TABLE community_organizers (
	record_key INTEGER NOT NULL, 
	organizer_id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	institution TEXT, 
	home_territories TEXT, 
	weekly_hours FLOAT, 
	since DATE, 
	until DATE, 
	source TEXT, 
	verified_on DATE, 
	PRIMARY KEY (record_key), 
	UNIQUE (organizer_id)
);

CREATE TABLE community_organizers_history (
	record_key INTEGER NOT NULL, 
	record_version INTEGER NOT NULL, 
	save_seq INTEGER NOT NULL, 
	operation TEXT NOT NULL, 
	organizer_id TEXT, 
	name TEXT, 
	institution TEXT, 
	home_territories TEXT, 
	weekly_hours FLOAT, 
	since DATE, 
	until DATE, 
	source TEXT, 
	verified_on DATE, 
	PRIMARY KEY (record_key, record_version)
);

CREATE INDEX ix_community_organizers_history_save_seq ON community_organizers_history (save_seq);

CREATE TABLE concertation_tables (
	record_key INTEGER NOT NULL, 
	concertation_table_id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	theme TEXT, 
	level TEXT, 
	territories TEXT, 
	coordinator_id TEXT, 
	cadence FLOAT, 
	meeting_hours FLOAT, 
	expected_sectors TEXT, 
	latitude FLOAT, 
	longitude FLOAT, 
	since DATE, 
	until DATE, 
	source TEXT, 
	verified_on DATE, 
	private_note TEXT, 
	PRIMARY KEY (record_key), 
	UNIQUE (concertation_table_id)
);

CREATE TABLE concertation_tables_history (
	record_key INTEGER NOT NULL, 
	record_version INTEGER NOT NULL, 
	save_seq INTEGER NOT NULL, 
	operation TEXT NOT NULL, 
	concertation_table_id TEXT, 
	name TEXT, 
	theme TEXT, 
	level TEXT, 
	territories TEXT, 
	coordinator_id TEXT, 
	cadence FLOAT, 
	meeting_hours FLOAT, 
	expected_sectors TEXT, 
	latitude FLOAT, 
	longitude FLOAT, 
	since DATE, 
	until DATE, 
	source TEXT, 
	verified_on DATE, 
	private_note TEXT, 
	PRIMARY KEY (record_key, record_version)
);

CREATE INDEX ix_concertation_tables_history_save_seq ON concertation_tables_history (save_seq);

CREATE TABLE drafts (
	account TEXT NOT NULL, 
	form TEXT NOT NULL, 
	typed JSON NOT NULL, 
	typed_at DATETIME NOT NULL, 
	PRIMARY KEY (account, form)
);

CREATE TABLE engagements (
	record_key INTEGER NOT NULL, 
	organizer_id TEXT NOT NULL, 
	target_id TEXT NOT NULL, 
	frame TEXT, 
	role TEXT, 
	act TEXT, 
	axis TEXT, 
	service TEXT, 
	phase TEXT, 
	hours FLOAT, 
	intensity INTEGER, 
	since DATE, 
	until DATE, 
	source TEXT, 
	verified_on DATE, 
	private_note TEXT, 
	PRIMARY KEY (record_key)
);

CREATE TABLE engagements_history (
	record_key INTEGER NOT NULL, 
	record_version INTEGER NOT NULL, 
	save_seq INTEGER NOT NULL, 
	operation TEXT NOT NULL, 
	organizer_id TEXT, 
	target_id TEXT, 
	frame TEXT, 
	role TEXT, 
	act TEXT, 
	axis TEXT, 
	service TEXT, 
	phase TEXT, 
	hours FLOAT, 
	intensity INTEGER, 
	since DATE, 
	until DATE, 
	source TEXT, 
	verified_on DATE, 
	private_note TEXT, 
	PRIMARY KEY (record_key, record_version)
);

CREATE INDEX ix_engagements_history_save_seq ON engagements_history (save_seq);

CREATE TABLE followed_gaps (
	record_key INTEGER NOT NULL, 
	gap_id TEXT NOT NULL, 
	codes JSON NOT NULL, 
	note TEXT NOT NULL, 
	followed_on DATE NOT NULL, 
	PRIMARY KEY (record_key), 
	UNIQUE (gap_id)
);

CREATE TABLE indicators (
	record_key INTEGER NOT NULL, 
	territory_code TEXT NOT NULL, 
	indicator TEXT NOT NULL, 
	year TEXT NOT NULL, 
	value FLOAT, 
	unit TEXT, 
	source TEXT NOT NULL, 
	PRIMARY KEY (record_key)
);

CREATE TABLE indicators_history (
	record_key INTEGER NOT NULL, 
	record_version INTEGER NOT NULL, 
	save_seq INTEGER NOT NULL, 
	operation TEXT NOT NULL, 
	territory_code TEXT, 
	indicator TEXT, 
	year TEXT, 
	value FLOAT, 
	unit TEXT, 
	source TEXT, 
	PRIMARY KEY (record_key, record_version)
);

CREATE INDEX ix_indicators_history_save_seq ON indicators_history (save_seq);

CREATE TABLE link_openings (
	link_id TEXT NOT NULL, 
	day DATE NOT NULL, 
	outcome TEXT NOT NULL, 
	n INTEGER NOT NULL, 
	PRIMARY KEY (link_id, day, outcome)
);

CREATE TABLE memberships (
	record_key INTEGER NOT NULL, 
	concertation_table_id TEXT NOT NULL, 
	member_id TEXT NOT NULL, 
	role TEXT, 
	since DATE, 
	until DATE, 
	source TEXT, 
	verified_on DATE, 
	PRIMARY KEY (record_key)
);

CREATE TABLE memberships_history (
	record_key INTEGER NOT NULL, 
	record_version INTEGER NOT NULL, 
	save_seq INTEGER NOT NULL, 
	operation TEXT NOT NULL, 
	concertation_table_id TEXT, 
	member_id TEXT, 
	role TEXT, 
	since DATE, 
	until DATE, 
	source TEXT, 
	verified_on DATE, 
	PRIMARY KEY (record_key, record_version)
);

CREATE INDEX ix_memberships_history_save_seq ON memberships_history (save_seq);

CREATE TABLE meta (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
);

CREATE TABLE open_save (
	save_seq INTEGER NOT NULL, 
	PRIMARY KEY (save_seq)
);

CREATE TABLE presentations (
	record_key INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	note TEXT NOT NULL, 
	views JSON NOT NULL, 
	made_at DATETIME NOT NULL, 
	changed_at DATETIME NOT NULL, 
	PRIMARY KEY (record_key), 
	UNIQUE (name)
);

CREATE TABLE proposals (
	proposal_id TEXT NOT NULL, 
	page_id TEXT NOT NULL, 
	came_at DATETIME NOT NULL, 
	came_by TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	about TEXT, 
	told JSON NOT NULL, 
	state TEXT NOT NULL, 
	answer TEXT NOT NULL, 
	answered_at DATETIME, 
	account TEXT, 
	PRIMARY KEY (proposal_id)
);

CREATE TABLE saves (
	save_seq INTEGER NOT NULL, 
	save_key TEXT NOT NULL, 
	saved_at DATETIME NOT NULL, 
	kind TEXT NOT NULL, 
	account TEXT NOT NULL, 
	origin TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	undoes INTEGER, 
	added INTEGER NOT NULL, 
	updated INTEGER NOT NULL, 
	unchanged INTEGER NOT NULL, 
	removed INTEGER NOT NULL, 
	PRIMARY KEY (save_seq), 
	UNIQUE (save_key)
);

CREATE TABLE scenarios (
	record_key INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	note TEXT NOT NULL, 
	changes JSON NOT NULL, 
	made_at DATETIME NOT NULL, 
	changed_at DATETIME NOT NULL, 
	PRIMARY KEY (record_key), 
	UNIQUE (name)
);

CREATE TABLE share_links (
	link_id TEXT NOT NULL, 
	page_id TEXT NOT NULL, 
	label TEXT NOT NULL, 
	token_hash TEXT NOT NULL, 
	passphrase_hash TEXT, 
	made_at DATETIME NOT NULL, 
	account TEXT NOT NULL, 
	expires_at DATETIME NOT NULL, 
	revoked_at DATETIME, 
	PRIMARY KEY (link_id), 
	UNIQUE (token_hash)
);

CREATE INDEX ix_share_links_page_id ON share_links (page_id);

CREATE TABLE share_visits (
	visit_hash TEXT NOT NULL, 
	link_id TEXT NOT NULL, 
	until DATETIME NOT NULL, 
	PRIMARY KEY (visit_hash)
);

CREATE INDEX ix_share_visits_link_id ON share_visits (link_id);

CREATE TABLE shared_pages (
	page_id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	made_at DATETIME NOT NULL, 
	account TEXT NOT NULL, 
	language TEXT NOT NULL, 
	terms JSON NOT NULL, 
	shown JSON NOT NULL, 
	sha256 TEXT NOT NULL, 
	content BLOB, 
	PRIMARY KEY (page_id)
);

CREATE TABLE ties (
	record_key INTEGER NOT NULL, 
	source_id TEXT NOT NULL, 
	target_id TEXT NOT NULL, 
	kind TEXT, 
	scale TEXT, 
	level INTEGER, 
	directed BOOLEAN, 
	reported_by TEXT, 
	confirmed_by_both BOOLEAN, 
	publication_consent BOOLEAN, 
	since DATE, 
	until DATE, 
	source TEXT, 
	verified_on DATE, 
	private_note TEXT, 
	PRIMARY KEY (record_key)
);

CREATE TABLE ties_history (
	record_key INTEGER NOT NULL, 
	record_version INTEGER NOT NULL, 
	save_seq INTEGER NOT NULL, 
	operation TEXT NOT NULL, 
	source_id TEXT, 
	target_id TEXT, 
	kind TEXT, 
	scale TEXT, 
	level INTEGER, 
	directed BOOLEAN, 
	reported_by TEXT, 
	confirmed_by_both BOOLEAN, 
	publication_consent BOOLEAN, 
	since DATE, 
	until DATE, 
	source TEXT, 
	verified_on DATE, 
	private_note TEXT, 
	PRIMARY KEY (record_key, record_version)
);

CREATE INDEX ix_ties_history_save_seq ON ties_history (save_seq);

CREATE TABLE weighings (
	record_key INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	note TEXT NOT NULL, 
	choices JSON NOT NULL, 
	made_at DATETIME NOT NULL, 
	changed_at DATETIME NOT NULL, 
	PRIMARY KEY (record_key), 
	UNIQUE (name)
);

