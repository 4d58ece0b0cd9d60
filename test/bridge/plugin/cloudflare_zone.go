package main

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/objectplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// zone is cloudflare_zone (docs/facts/cloudflare.md, zones).
type zone struct{ service service }

func (*zone) Metadata(_ context.Context, _ resource.MetadataRequest, response *resource.MetadataResponse) {
	response.TypeName = "cloudflare_zone"
}

func (*zone) Schema(_ context.Context, _ resource.SchemaRequest, response *resource.SchemaResponse) {
	response.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"id": schema.StringAttribute{
			Computed:      true,
			PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
		},
		"account": schema.SingleNestedAttribute{
			Required:      true,
			Attributes:    map[string]schema.Attribute{"id": schema.StringAttribute{Optional: true, Computed: true}},
			PlanModifiers: []planmodifier.Object{objectplanmodifier.RequiresReplace()},
		},
		"name": schema.StringAttribute{
			Required:      true,
			PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
		},
		"paused": schema.BoolAttribute{Optional: true, Computed: true, Default: booldefault.StaticBool(false)},
		"type": schema.StringAttribute{
			Optional:   true,
			Computed:   true,
			Default:    stringdefault.StaticString("full"),
			Validators: []validator.String{stringvalidator.OneOfCaseInsensitive("full", "partial", "secondary", "internal")},
		},
		"vanity_name_servers": schema.ListAttribute{Optional: true, Computed: true, ElementType: types.StringType},
		"name_servers":        schema.ListAttribute{Computed: true, ElementType: types.StringType},
		"status":              schema.StringAttribute{Computed: true},
		"plan": schema.SingleNestedAttribute{Computed: true, Attributes: map[string]schema.Attribute{
			"id":        schema.StringAttribute{Computed: true},
			"legacy_id": schema.StringAttribute{Computed: true},
			"name":      schema.StringAttribute{Computed: true},
		}},
	}}
}

type zoneModel struct {
	ID                types.String `tfsdk:"id"`
	Account           types.Object `tfsdk:"account"`
	Name              types.String `tfsdk:"name"`
	Paused            types.Bool   `tfsdk:"paused"`
	Type              types.String `tfsdk:"type"`
	VanityNameServers types.List   `tfsdk:"vanity_name_servers"`
	NameServers       types.List   `tfsdk:"name_servers"`
	Status            types.String `tfsdk:"status"`
	Plan              types.Object `tfsdk:"plan"`
}

// apiZone is a zone as the API answers it.
type apiZone struct {
	ID          string                              `json:"id"`
	Name        string                              `json:"name"`
	Account     struct{ ID, Name string }           `json:"account"`
	NameServers []string                            `json:"nameServers"`
	Status      string                              `json:"status"`
	Type        string                              `json:"type"`
	Paused      bool                                `json:"paused"`
	Plan        struct{ ID, LegacyID, Name string } `json:"plan"`
}

func (r *zone) Create(ctx context.Context, request resource.CreateRequest, response *resource.CreateResponse) {
	write(ctx, request.Plan, &response.State, &response.Diagnostics, func(plan zoneModel) (zoneModel, error) {
		made, _, err := call[apiZone](
			r.service, "createZone", plan.Name.ValueString(), accountID(plan.Account))
		return plan.completed(made), err
	})
}

func (r *zone) Update(ctx context.Context, request resource.UpdateRequest, response *resource.UpdateResponse) {
	write(ctx, request.Plan, &response.State, &response.Diagnostics, func(plan zoneModel) (zoneModel, error) {
		made, _, err := call[apiZone](r.service, "pauseZone", plan.ID.ValueString(), plan.Paused.ValueBool())
		return plan.completed(made), err
	})
}

func (r *zone) Read(ctx context.Context, request resource.ReadRequest, response *resource.ReadResponse) {
	refresh(ctx, request, response, func(state zoneModel) (zoneModel, bool, error) {
		found, isThere, err := call[apiZone](r.service, "findZone", state.ID.ValueString())
		return liveZone(found), isThere, err
	})
}

func (r *zone) Delete(ctx context.Context, request resource.DeleteRequest, response *resource.DeleteResponse) {
	remove(ctx, request, response, func(state zoneModel) error {
		_, _, err := call[any](r.service, "deleteZone", state.ID.ValueString())
		return err
	})
}

func (*zone) ImportState(
	ctx context.Context, request resource.ImportStateRequest, response *resource.ImportStateResponse,
) {
	resource.ImportStatePassthroughID(ctx, path.Root("id"), request, response)
}

func accountID(account types.Object) any {
	if id, ok := account.Attributes()["id"].(types.String); ok && !id.IsNull() && !id.IsUnknown() {
		return id.ValueString()
	}
	return nil
}

// completed takes from the API's answer only what the program leaves open.
func (m zoneModel) completed(made apiZone) zoneModel {
	state := liveZone(made)
	state.Name, state.Paused, state.Type = m.Name, m.Paused, m.Type
	if id, ok := m.Account.Attributes()["id"]; ok && !id.IsUnknown() && !id.IsNull() {
		state.Account = m.Account
	}
	if !m.VanityNameServers.IsUnknown() {
		state.VanityNameServers = m.VanityNameServers
	}
	return state
}

func liveZone(found apiZone) zoneModel {
	return zoneModel{
		ID:                types.StringValue(found.ID),
		Account:           texts(map[string]string{"id": found.Account.ID}),
		Name:              types.StringValue(found.Name),
		Paused:            types.BoolValue(found.Paused),
		Type:              types.StringValue(found.Type),
		VanityNameServers: types.ListNull(types.StringType),
		NameServers:       list(found.NameServers),
		Status:            types.StringValue(found.Status),
		Plan: texts(map[string]string{
			"id": found.Plan.ID, "legacy_id": found.Plan.LegacyID, "name": found.Plan.Name,
		}),
	}
}

// texts is an object of texts.
func texts(of map[string]string) types.Object {
	kinds, values := map[string]attr.Type{}, map[string]attr.Value{}
	for name, value := range of {
		kinds[name], values[name] = types.StringType, types.StringValue(value)
	}
	return types.ObjectValueMust(kinds, values)
}

func list(of []string) types.List {
	values := []attr.Value{}
	for _, value := range of {
		values = append(values, types.StringValue(value))
	}
	return types.ListValueMust(types.StringType, values)
}
