/// Chapter 9 starts another program (data/fetch) without a shell between them.
#pragma once

#include "09_mnist/child.hpp"
#include "unit/files.hpp"

/// A script that accepts only the words "mnist" and "a b", in a folder that a
/// shell would take for a command.
inline std::string script_in(const fs::path& folder) {
  const fs::path place = folder / "x'; touch PWND; '";
  fs::create_directory(place);
  store(place / "script", "#!/bin/sh\n[ \"$1/$2/$#\" = 'mnist/a b/2' ]\n");
  fs::permissions(place / "script", fs::perms::owner_all);
  return (place / "script").string();
}

BOOST_AUTO_TEST_CASE(another_program_gets_its_words_as_they_are) {
  const Folder folder;
  const std::string script = script_in(folder.path);
  BOOST_TEST(chapter09::succeeds({script, "mnist", "a b"}));
  BOOST_TEST(!chapter09::succeeds({script, "mnist", "a", "b"}));
  BOOST_TEST(!chapter09::succeeds({script + "s", "mnist", "a b"}));
  BOOST_TEST(!fs::exists("PWND"));
}
