"""Several teachers and the students of their mean, on a graphics card within minutes.

``pack`` lays everything that a training needs into one file of some 30 MB, with numpy alone to
read it; ``job`` trains from that file where there is nothing but torch.
"""
