#include "remedies.hpp"

namespace chapter07 {

std::vector<Remedy> remedies(const Data& data, std::size_t few,
                             const Recipe& recipe) {
  const Data small{head(data.train, few), data.validation, data.test};
  std::vector<Remedy> all{{"nothing | 什么也不做", recipe, small}};
  all.push_back({"weight decay | 权重衰减", recipe, small});
  all.back().recipe.weight_decay = 0.1;
  all.push_back({"dropout 0.7 | Dropout 0.7", recipe, small});
  all.back().recipe.dropout = 0.7;
  const PrincipalComponents pca(small.train.x, 20);
  all.push_back({"20 components (PCA) | 20 个主成分",
                 recipe,
                 {pca.project(small.train), pca.project(small.validation),
                  pca.project(small.test)}});
  all.push_back(
      {"7 x 7 pixels | 7 x 7 像素",
       recipe,
       {pooled(small.train), pooled(small.validation), pooled(small.test)}});
  all.push_back({"early stopping | 早停", recipe, small, true});
  all.push_back({"10 x the images | 10 倍图像",
                 recipe,
                 {head(data.train, std::min(10 * few, data.train.size())),
                  data.validation, data.test}});
  // The same number of steps for ten times the images.
  all.back().recipe.epochs = std::max(
      1, int(std::size_t(recipe.epochs) * few / all.back().data.train.size()));
  return all;
}

}  // namespace chapter07
