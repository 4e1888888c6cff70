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

CREATE TABLE followed_gaps (
	record_key INTEGER NOT NULL, 
	gap_id TEXT NOT NULL, 
	codes JSON NOT NULL, 
	note TEXT NOT NULL, 
	followed_on DATE NOT NULL, 
	PRIMARY KEY (record_key), 
	UNIQUE (gap_id)
);

CREATE TABLE imports (
	record_key INTEGER NOT NULL, 
	batch_key TEXT NOT NULL, 
	taken_at DATETIME NOT NULL, 
	file_name TEXT NOT NULL, 
	added INTEGER NOT NULL, 
	updated INTEGER NOT NULL, 
	unchanged INTEGER NOT NULL, 
	removed INTEGER NOT NULL, 
	PRIMARY KEY (record_key), 
	UNIQUE (batch_key)
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

CREATE TABLE meta (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
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

