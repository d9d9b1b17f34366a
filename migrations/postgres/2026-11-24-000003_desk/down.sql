DROP TABLE case_links;
DROP TABLE replies;
