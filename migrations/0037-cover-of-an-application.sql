-- What was arranged before for an application, declined or replaced: looked at whenever whoever is to be told of it is.
create index cover_arrangement_of on cover_arrangement (application_id, cover_arrangement_id);
