-- The database of ocgraph, made once by whoever keeps PostgreSQL (13 or later):
--
--     sudo -u postgres psql --set ON_ERROR_STOP=1 --file postgresql.sql
--
-- The role owns nothing but what it makes: it creates its tables and its triggers in the schema
-- public of its own database, and can neither make databases or roles, nor read another database's
-- tables. It has no password: on one machine PostgreSQL knows the account that calls (peer), and on
-- two, give it one with \password ocgraph.

CREATE ROLE ocgraph WITH LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS
    CONNECTION LIMIT 60;

CREATE DATABASE ocgraph WITH TEMPLATE template0 ENCODING 'UTF8';

REVOKE ALL ON DATABASE ocgraph FROM PUBLIC;
GRANT CONNECT ON DATABASE ocgraph TO ocgraph;

\connect ocgraph

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO ocgraph;
