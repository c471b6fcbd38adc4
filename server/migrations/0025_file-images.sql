-- What shows while an image loads, and the point of it that is kept in view when it is cut.

-- A tiny picture as a data address; null: none could be made
alter table files add column placeholder text;
alter table file_versions add column placeholder text;
-- Parts of width and height from the upper left, 0 to 1; null: the middle
alter table files add column focal_x real check (focal_x between 0 and 1);
alter table files add column focal_y real check (focal_y between 0 and 1);
alter table files add check ((focal_x is null) = (focal_y is null));
